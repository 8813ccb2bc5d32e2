import { expect, it } from 'vitest'
import { chineseReason } from './reasons.zh'

const NOTES: [string, string][] = [
  ['row 4: the headings stand here again and were passed over', '第 4 行：重复的表头，已跳过'],
  ['rows 1, 2: titles above the headings were passed over', '第 1, 2 行：表头上面的标题，已跳过'],
  ['rows 3–6, 9: cells missing at the end were read as empty', '第 3–6, 9 行：行尾缺的格按空格读入'],
  ['rows 2, 4, 6, 8, 10, 12, 14, 16, … (40 in all): totals such as "合计" were passed over', '第 2, 4, 6, 8, 10, 12, 14, 16, … 行（共 40 行）：合计行（如 "合计"），已跳过'],
  ['row 7: remarks and signatures such as "填表人：赵六" were passed over', '第 7 行：表尾的备注、签名（如 "填表人：赵六"），已跳过'],
  ['row 3: headings of parts such as "一、东街社区" were passed over', '第 3 行：分段标题（如 "一、东街社区"），已跳过'],
  ['"姓名" stands in columns 2 and 4; the first was read, name the other with --map name="姓名 (4)"', '第 2 列和第 4 列都叫 "姓名"：读的是前一列，要读后一列请在“哪一列是什么”里选 "姓名 (4)"'],
  ['"手机" is for phone too; it was read only in rows where "联系电话" is empty', '"手机" 也是“电话”：只在 "联系电话" 为空的行读入'],
  ['rows 6, 8: kind "公共旱厕" was taken for dry_toilet 旱厕', '第 6, 8 行：种类 "公共旱厕" 按“旱厕”读入'],
  ['kind "井盖" is to be left out', '种类 "井盖" 按您的选择不导入'],
  ['rows 2, 4: deadline such as "3/12/2025" (2025-12-03) was read day first, as all of the column can be read in no other order', '第 2, 4 行：期限按“日在前”读入，如 "3/12/2025" (2025-12-03)：整列只有这一种读法'],
  ['row 2: found_on such as "25.3.1" (2025-03-01) was read year first, as all of the column can be read in no other order', '第 2 行：发现日期按“年在前”读入，如 "25.3.1" (2025-03-01)：整列只有这一种读法'],
  ['row 2: found_on such as "3/12/2025" (2025-03-12) was read month first, as all of the column can be read in no other order', '第 2 行：发现日期按“月在前”读入，如 "3/12/2025" (2025-03-12)：整列只有这一种读法'],
  ['CSV, UTF-8 with BOM', 'CSV，UTF-8（带 BOM）'],
  ['CSV, GBK', 'CSV，GBK'],
  ['GeoJSONL', 'GeoJSON（每行一个要素）'],
  ['rows 8, 9: longitude and latitude (X and Y) stood the other way round and were exchanged, as in "36.5, 102.1"', '第 8, 9 行：经度、纬度（X、Y）写反，已对调，如 "36.5, 102.1"'],
  ['feature 5: coordinates such as "无" are no place, so there is none yet', '第 5 个要素：坐标（如 "无"）不是位置，暂无位置'],
  ['row 2: found_on such as "45291" (2023-12-31) was a day number of Excel', '第 2 行：发现日期（如 "45291"）是 Excel 的日期序号，已换成日期（2023-12-31）'],
  ['row 7: found_on such as "2023-01-04T16:00:00.000Z" (2023-01-05) was a time of another zone and became the day in China', '第 7 行：发现日期（如 "2023-01-04T16:00:00.000Z"）是其他时区的时间，已换成北京时间的日期（2023-01-05）'],
  ['row 8: deadline such as "1月5日" has no year and was left out; write the year too: year-month-day, such as 2026-11-18', '第 8 行：期限（如 "1月5日"）没有年份，未读入：请补上年份，按“年-月-日”写，例如 2026-11-18'],
  ['row 2: names such as "空缺" mean nobody, so no person was made', '第 2 行：姓名写的是 "空缺" 之类，表示没有人，未建人员'],
  ['rows 2, 3: phone such as "无" says that there is none and was read as empty', '第 2, 3 行：电话（如 "无"）表示没有，按空白读入'],
  ['row 3: village such as "同上" points at the row above and was left out; write it out in every row', '第 3 行：村/社区（如 "同上"）要看上一行才知道，未读入：请每行写全'],
  ['2 holders of a role stay in it, though a row of this file names nobody for their grid: A: 张小燕, B: 李四; end the duty of those who left', '2 人仍在任，虽然表中其网格写的是没有人：A: 张小燕, B: 李四；已离任的，请在网格里结束其职责'],
  ['several grids are called "白家村", in "甲镇", "乙镇"; write the code, or give their towns and villages a column', '有几个网格都叫“白家村”，分别在 "甲镇", "乙镇"：请改填编码，或加一列写明街道、村'],
  ['no grid called "白家村" lies in "丙镇"; correct the one or the other, or write the code', '“丙镇”里没有叫“白家村”的网格：请改正其一，或改填编码'],
  ['2 rows name a parent whose name several grids share, and stay as they lay: 一村 (A), 一村 (B); write its code', '2 行的上级名称有几个网格同名，上级未改：一村 (A), 一村 (B)；请改填编码'],
  ['deadline "2026-11-31" is not a day; write it year-month-day, such as 2026-11-18', '期限 "2026-11-31" 不是日期：请按“年-月-日”写，例如 2026-11-18'],
  ['row 2: phone such as "1.38123E+10" has lost digits in Excel and was left out; make the column text and fill it in again', '第 2 行：电话（如 "1.38123E+10"）被 Excel 缩短，丢了数字，未读入：请把该列设为文本后重填'],
  ['row 4: phone such as "13812345678.0" was read without .0', '第 4 行：电话（如 "13812345678.0"）末尾的 .0 已去掉'],
]
const REFUSALS: [string, string][] = [
  ['grid "6.30203E+14" has lost digits in Excel; make the column text and fill it in again', '网格 "6.30203E+14" 被 Excel 缩短，丢了数字：请把该列设为文本后重填'],
  ['the quote in cell 5 seems to have swallowed other rows (lines 2 to 4 of the file); mend it and bring them in again', '第 5 格的引号没有配对，把后面的行吞进去了（文件第 2 至 4 行）：请改正引号后重新导入'],
  ['name "同上" points at the row above; write the name out', '姓名 "同上" 要看上一行才知道：请写出姓名'],
  ['grid "同上" points at the row above; write it out in every row', '网格 "同上" 要看上一行才知道：请每行写全'],
  ['name "甲一、甲二" holds several people; give each a row of their own', '姓名 "甲一、甲二" 里有几个人：请每人一行'],
  ['address has 6000 characters where 500 are kept; shorten it', '地址有 6000 个字，最多 500 个：请缩短'],
  ['lonlat "村口" is not a longitude and a latitude; write it as 102.105,36.505', '经纬度 "村口" 读不懂，请写成“经度,纬度”，例如 102.105,36.505'],
  ['a.kml: it is KML; open it in QGIS or the program that wrote it and export it as GeoJSON', 'a.kml：这是 KML：请用 QGIS 或原来的软件导出为 GeoJSON'],
  ['a.xls: it is a web page with a table, as some systems export under the name xls; open it in Excel or WPS and save it as CSV', 'a.xls：这是网页表格（有的系统导出时叫 xls）：请用 Excel 或 WPS 打开，另存为 CSV'],
  ['4041584.461 is no easting in EPSG:4543; X and Y look the other way round, since surveyors call the northing X', '4041584.461 不是 EPSG:4543 的坐标：X、Y 写反了（测量上 X 是纵坐标）'],
  ['a.csv: it is a pipe or a device, no ordinary file; save its content to a file first', 'a.csv：这是管道或设备，不是普通文件：请先存成文件'],
]

it.each([...NOTES, ...REFUSALS])('%s', (sentence, chinese) => {
  expect(chineseReason(sentence)).toBe(chinese)
})
