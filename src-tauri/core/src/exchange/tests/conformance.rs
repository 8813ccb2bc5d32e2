use super::*;

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_conformance_file_is_taken_or_refused_in_one_sentence() {
    let Some(data) = shared_data() else { return };
    let mut files = Vec::new();
    for suite in ["geojsonhint", "check-geojson", "georust-geojson", "fiona"] {
        walk(&data.join("conformance").join(suite), &mut files);
    }
    assert!(files.len() > 100);
    for path in files {
        let geojson = path.extension().is_some_and(|e| e == "geojson");
        let parsed = std::fs::read(&path)
            .ok()
            .map(|b| serde_json::from_slice::<serde_json::Value>(&b).is_ok());
        let reads = [
            grids(&path, &[]).map(|(_, s)| s),
            sites(&path, &["set:kind=旱厕"]).map(|(_, s)| s),
            people(&path, &[]).map(|(_, s)| s),
        ];
        for (i, read) in reads.into_iter().enumerate() {
            match read {
                Ok(summary) => {
                    assert!(
                        i == 2 || !geojson || parsed == Some(true),
                        "{}: broken JSON was taken",
                        path.display()
                    );
                    for r in &summary.rejected {
                        assert!(
                            !r.reason.is_empty() && !r.reason.contains('\n'),
                            "{}: {r:?}",
                            path.display()
                        );
                    }
                }
                Err(e) => drop(sentence::<()>(Err(e))),
            }
        }
    }
}

#[test]
fn every_good_collection_is_taken() {
    let Some(data) = shared_data() else { return };
    for suite in ["geojsonhint/good", "check-geojson/good", "georust-geojson/canonical"] {
        let mut files = Vec::new();
        walk(&data.join("conformance").join(suite), &mut files);
        for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "geojson")) {
            for read in [
                grids(path, &[]).map(|(_, s)| s),
                sites(path, &["set:kind=旱厕"]).map(|(_, s)| s),
            ] {
                let summary = read.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                assert!(summary.total > 0, "{}", path.display());
            }
        }
    }
}
