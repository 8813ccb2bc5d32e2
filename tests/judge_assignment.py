"""Judges an assignment of points to polygons with GDAL alone.

TRACTS CODE_FIELD POINTS_CSV ASSIGNED_GEOJSON: prints how many points agree, which differ, and how
many had no coordinates. A point on a border may fall to any polygon that touches it.
"""

import csv
import json
import sys

from osgeo import ogr

ogr.UseExceptions()
tracts, code, points, assigned = sys.argv[1:]
ours = {f["properties"]["id"]: f["properties"]["grid"] for f in json.load(open(assigned))["features"]}

source = ogr.Open(tracts)
layer = source.GetLayer(0)
memory = ogr.GetDriverByName("Memory").CreateDataSource("judge")
layer = memory.CopyLayer(layer, "tracts")

agreed, differ, blank = 0, [], 0
for row in csv.DictReader(open(points, encoding="utf-8-sig")):
    if not row["Longitude"] or not row["Latitude"]:
        blank += 1
        continue
    p = ogr.Geometry(ogr.wkbPoint)
    p.AddPoint_2D(float(row["Longitude"]), float(row["Latitude"]))
    layer.SetSpatialFilter(p)
    inside, touching = set(), set()
    for f in layer:
        g = f.GetGeometryRef()
        if g.Contains(p):
            inside.add(f.GetField(code))
        elif g.Intersects(p):
            touching.add(f.GetField(code))
    got = ours[row["Unique Key"]]
    fits = got in inside if inside else got in touching if touching else got is None
    if fits:
        agreed += 1
    else:
        differ.append([row["Unique Key"], got, sorted(inside), sorted(touching)])
print(json.dumps({"agreed": agreed, "differ": differ, "without_coordinates": blank}))
