// Chinese forms of what an import says of its rows and of what became of them. `%1` is a list of rows, numbers or names.
export const IMPORT: [RegExp, string][] = [
  // rows
  [/^it has no geometry and neither code nor name; .+$/, '没有图形，也没有编码和名称：网格要有面或编码'],
  [/^name is empty; .+$/, '姓名为空：请补填'],
  [/^"(.+)" names itself as its parent$/, '“$1”的上级是它自己'],
  [/^its parent "(.+)" lies under it in turn \((.+)\); .+$/, '上级“$1”又在它之下（$2），上下级绕成一圈：请改正上级'],
  [/^code "(.+)" is in the project for ground that lies elsewhere; .+$/, '编码“$1”项目里已有，但画在别处：如果是同一个网格请在上面说明，否则请改用别的编码'],
  [/^id "(.+)" is in the project for a site with another (.+?); .+$/, '编号“$1”项目里已有，但&2不同：如果是同一处点位请在上面说明，否则不用本表的编号'],
  [/^the same site is in the project with another (.+?); .+$/, '项目里已有同一处点位，但&1不同：请在上面说明'],
  [/^other rows of this list have numbers that the project has for other problems, .+$/, '清单里别的行编号与项目里的问题对不上，可能是另一次评审的，整份先不写入；是同一次评审就在上面说明，否则请另编号'],
  [/^number "(.+)" is in the project with another text \("(.*)"\); .+$/, '编号“$1”项目里已有，问题是“$2”，与本行不同：如果是同一次评审的清单请在上面说明，否则请另编号'],
  [/^text is empty; .+$/, '问题为空：新问题要写明是什么'],
  [/^number "(.+)" stands in this file already; .+$/, '编号“$1”在本文件里重复'],
  [/^(\d+) people are called "(.+)" and none has this telephone; .+$/, '有 $1 人都叫“$2”，都没有登记这个电话：请再写上单位或职务，才知道是哪一位的'],
  [/^(\d+) people are called "(.+)"; give the telephone.+$/, '有 $1 人都叫“$2”：请填电话、单位或职务，以便区分'],
  [/^grid "(.+)" has (.+) as its (\w+) by ((?:row|feature) \d+) of this file, .+$/, '网格“$1”在本文件~4已有#3$2，同时只能有一人：请写明各自的起始日期或角色，也可以给所有行设角色“网格员”'],
  // notes
  [/^no column was taken for code or name, and (\d+) grids got made-up codes \(columns: (.*)\); .+$/, '没有一列当作编码或名称，$1 个网格用了自编的编码（列有：%2）：请在“哪一列是什么”里指明'],
  [/^(\d+) grids came without a code and have their names for codes \(columns: (.*)\); .+$/, '$1 个网格没有编码，用名称当作编码（列有：%2）：编码列没指明的请在“哪一列是什么”里指明，个别行没填的请在表里补上'],
  [/^(\d+) columns were not used: (.*); --map .+$/, '$1 列没有用上：%2'],
  [/^more than (\d+) columns were not used: (.*); --map .+$/, '超过 $1 列没有用上：%2'],
  [/^(\d+) grids have no outline and came in undrawn: (.*)$/, '$1 个网格没有图形，已导入，还没有画在地图上：%2'],
  [/^(\d+) parents that no row gives were made, undrawn and named by their codes: (.*); .+$/, '$1 个上级文件里没有，已自动建立（未绘制，名称暂同编码）：%2；可以再导入一张含编码、名称、层级、上级的表'],
  [/^(\d+) grids have grids in them and were taken a level up: (.*)$/, '$1 个网格里还有网格，层级已上调：%2'],
  [/^(\d+) grids lie in a grid of a finer level: (.*); .+$/, '$1 个网格的上级比自己的层级还低：%2；请改正层级或上级'],
  [/^(\d+) of (\d+) sites lie in no cell: (.*)$/, '$2 处点位中有 $1 处不在网格内：%3'],
  [/^(\d+) sites were put by hand into a cell that is not in this project, .+ lie: (.*); import .+$/, '$1 处点位原来人工归入的网格不在本项目，已按位置归格：%2；请先导入网格，再导入这些点位'],
  [/^(\d+) sites lie far outside all cells: (.*); look at .+$/, '$1 处点位远在所有网格之外：%2；请核对坐标、坐标系，以及经度是哪一列'],
  [/^(\d+) sites came without coordinates; .+ placed: (.*)$/, '$1 处点位没有坐标，已保留，待定位：%2'],
  [/^(\d+) sites came without a number and got made-up ones .+ \(columns: (.*)\)$/, '$1 处点位没有编号，已自动编号，再次导入同一张表时仍能认出；如果有编号列，请在“哪一列是什么”里指明（列有：%2）'],
  [/^序号 was not taken for the id, .+$/, '“序号”没有当作编号，因为每张表都从 1 数起；如果它不会重复，请在“哪一列是什么”里选为编号'],
  [/^(\d+) names were written with blanks in them and taken without: (.*)$/, '$1 个姓名中间有空格，已去掉：%2'],
  [/^(\d+) people were taken as others than those of the same name, .+ differ: (.*)$/, '$1 人与已有的人同名，但电话、单位或职务不同，作为另一人：%2'],
  [/^(\d+) people got another post, unit or telephone than they had: (.*); .+$/, '$1 人的职务、单位或电话改成了新的：%2；如果是另一个人，请给两人都填上电话'],
  [/^role (.+) names no grid and gives nothing$/, '角色“$1”没有写明网格，不记责任'],
  [/^the role of (\d+) people was left out, since their rows name no grid: (.*)$/, '$1 人写了角色但没有写明网格，不记责任：%2'],
  [/^the state of (\d+) sites that are there was left out, since it moves by steps only: (.*)$/, '$1 处已有点位的状态没有按文件改：状态只能一步步办理（%2）'],
  [/^takes over from (.*)$/, '接替 $1'],
  [/^(\d+) holders of a role were followed by others: (.*)$/, '$1 项责任换了人：%2'],
]

const MARKS: Record<string, string> = { kind: '种类', village: '村', household: '户主', address: '地址' }

/** What differs between a row and the site of its number. */
export const marksZh = (list: string): string =>
  list
    .split(', ')
    .map((m) => MARKS[m] ?? m.replace(/^place \((\d+) m apart\)$/, '地点（相距 $1 米）'))
    .join('、')

/** A list of rows, numbers or names. */
export const listZh = (list: string): string =>
  list
    .replace(/ and (\d+) more$/, ' 等，另有 $1 个')
    .replace(/ \((row|feature) (\d+)\)/g, (_, what: string, n: string) => (what === 'row' ? `（第 ${n} 行）` : `（第 ${n} 个要素）`))
    .replace(/(^|, )(row|feature) (\d+)(?=,| |$)/g, (_, before: string, what: string, n: string) => `${before}${what === 'row' ? `第 ${n} 行` : `第 ${n} 个要素`}`)
    .replace(/, /g, '、')

const ROLES: Record<string, string> = { chief: '网格长', deputy: '副网格长', leader: '牵头领导', department: '责任部门', secretary: '书记', member: '网格员' }

/** The office's word for a role that every project has. */
export const roleZh = (code: string): string => ROLES[code] ?? code

/** Known words that come as `ruined_wall 残垣断壁, …`: the office's own words only. */
export const wordsZh = (list: string): string =>
  list
    .split(', ')
    .map((w) => w.replace(/^[a-z_0-9-]+ (?=\S)/, ''))
    .join('、')
