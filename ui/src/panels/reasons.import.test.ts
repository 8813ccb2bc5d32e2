import { expect, test } from 'vitest'
import { chineseReason } from './reasons.zh'

const said: [string, string][] = [
  ['its parent "ZB" lies under it in turn (ZA → ZB → ZA); correct the parents', '上级“ZB”又在它之下（ZA → ZB → ZA），上下级绕成一圈：请改正上级'],
  ['code "1" is in the project for ground that lies elsewhere; say --same if it is the same grid, or give it a code of its own', '编码“1”项目里已有，但画在别处：如果是同一个网格请在上面说明，否则请改用别的编码'],
  [
    'id "2" is in the project for a site with another kind, village, household, place (894 m apart); say --same if it is the same site, or --map id= to give this list numbers of its own',
    '编号“2”项目里已有，但种类、村、户主、地点（相距 894 米）不同：如果是同一处点位请在上面说明，否则不用本表的编号',
  ],
  ['the same site is in the project with another household; say --same to take this row\'s', '项目里已有同一处点位，但户主不同：请在上面说明'],
  [
    'number "1" is in the project with another text ("东街垃圾未清"); say --same if this is the same review\'s list, or give the new review\'s items numbers of their own',
    '编号“1”项目里已有，问题是“东街垃圾未清”，与本行不同：如果是同一次评审的清单请在上面说明，否则请另编号',
  ],
  ['2 people are called "李伟"; give the telephone, unit or post that tells them apart', '有 2 人都叫“李伟”：请填电话、单位或职务，以便区分'],
  [
    'grid "A" has 甲一 as its chief by row 2 of this file, and one person holds that at a time; give the days from which each holds it, or the role of each, or --set role=member for all',
    '网格“A”在本文件第 2 行已有网格长甲一，同时只能有一人：请写明各自的起始日期或角色，也可以给所有行设角色“网格员”',
  ],
  [
    'no column was taken for code or name, and 2 grids got made-up codes (columns: BSM, XZQDM); name them with --map code=COLUMN --map name=COLUMN',
    '没有一列当作编码或名称，2 个网格用了自编的编码（列有：BSM、XZQDM）：请在“哪一列是什么”里指明',
  ],
  [
    '1 grids came without a code and have their names for codes (columns: name, area); name the column with --map code=COLUMN',
    '1 个网格没有编码，用名称当作编码（列有：name、area）：编码列没指明的请在“哪一列是什么”里指明，个别行没填的请在表里补上',
  ],
  ['2 columns were not used: BSM, 备用; --map FIELD=COLUMN takes one for code, name', '2 列没有用上：BSM、备用'],
  ['2 sites were put by hand into a cell that is not in this project, and went where they lie: S1 (row 2): A, S2 (row 3): B; import the grids first and these sites again', '2 处点位原来人工归入的网格不在本项目，已按位置归格：S1（第 2 行）: A、S2（第 3 行）: B；请先导入网格，再导入这些点位'],
  ['more than 1048576 columns were not used: BSM, 备用; --map FIELD=COLUMN takes one for code, name', '超过 1048576 列没有用上：BSM、备用'],
  ['3 grids have no outline and came in undrawn: 630203, 630203001, 630203001001', '3 个网格没有图形，已导入，还没有画在地图上：630203、630203001、630203001001'],
  [
    '1 parents that no row gives were made, undrawn and named by their codes: V; a table of code, name, level and parent gives them their names',
    '1 个上级文件里没有，已自动建立（未绘制，名称暂同编码）：V；可以再导入一张含编码、名称、层级、上级的表',
  ],
  ['1 sites lie far outside all cells: O-1 (row 2); look at their coordinates, at the coordinate system, and at which column is the longitude', '1 处点位远在所有网格之外：O-1（第 2 行）；请核对坐标、坐标系，以及经度是哪一列'],
  ['2 of 4 sites lie in no cell: S-2 (row 3), feature 4 and 10 more', '4 处点位中有 2 处不在网格内：S-2（第 3 行）、第 4 个要素 等，另有 10 个'],
  ['1 sites came without coordinates; they are kept, in no cell, until they are placed: row 5', '1 处点位没有坐标，已保留，待定位：第 5 行'],
  [
    '299 sites came without a number and got made-up ones (X-…), by which the same list finds them again; name the column with --map id=COLUMN (columns: 序号, 类型)',
    '299 处点位没有编号，已自动编号，再次导入同一张表时仍能认出；如果有编号列，请在“哪一列是什么”里指明（列有：序号、类型）',
  ],
  ['序号 was not taken for the id, since every list counts from 1; if it is unique, say --map id=序号', '“序号”没有当作编号，因为每张表都从 1 数起；如果它不会重复，请在“哪一列是什么”里选为编号'],
  ['2 names were written with blanks in them and taken without: 王伟, 李娜', '2 个姓名中间有空格，已去掉：王伟、李娜'],
  ['1 people were taken as others than those of the same name, since telephone, unit or post differ: 李伟 (row 3)', '1 人与已有的人同名，但电话、单位或职务不同，作为另一人：李伟（第 3 行）'],
  ['1 people got another post, unit or telephone than they had: 李伟 (row 2); where that is somebody else, give both their telephones', '1 人的职务、单位或电话改成了新的：李伟（第 2 行）；如果是另一个人，请给两人都填上电话'],
  ['1 holders of a role were followed by others: A: 甲一 → 甲二', '1 项责任换了人：A: 甲一 → 甲二'],
  ['1 grids have grids in them and were taken a level up: V1', '1 个网格里还有网格，层级已上调：V1'],
  ['kind "厕?" is not known; known are ruined_wall 残垣断壁, dry_toilet 旱厕', '种类 "厕?" 不认识，可以用：残垣断壁、旱厕'],
]

test.each(said)('%s', (sentence, words) => {
  expect(chineseReason(sentence)).toBe(words)
})
