// Chinese forms of what an import passed over or took differently, with its rows: `rows 4, 6–9: …`.
export const NOTES: [RegExp, string][] = [
  [/^rows ([\d–, ]+)$/, '第 $1 行'],
  [/^rows ([\d–, …]+) \((\d+) in all\)$/, '第 $1 行（共 $2 行）'],
  [/^features ([\d–, ]+)$/, '第 $1 个要素'],
  [/^features ([\d–, …]+) \((\d+) in all\)$/, '第 $1 个要素（共 $2 个）'],
  [/^((?:row|feature)s? [\d–, …]+(?: \(\d+ in all\))?): (.+)$/, '~1：~2'],
  // rows that are no record
  [/^titles above the headings were passed over$/, '表头上面的标题，已跳过'],
  [/^the headings stand here again and were passed over$/, '重复的表头，已跳过'],
  [/^the title stands here again and was passed over$/, '重复的标题，已跳过'],
  [/^totals such as (.+) were passed over$/, '合计行（如 $1），已跳过'],
  [/^remarks and signatures such as (.+) were passed over$/, '表尾的备注、签名（如 $1），已跳过'],
  [/^headings of parts such as (.+) were passed over$/, '分段标题（如 $1），已跳过'],
  [/^cells missing at the end were read as empty$/, '行尾缺的格按空格读入'],
  // columns
  [/^(.+) stands in columns (\d+) and (\d+); the first was read, name the other with --map \w+=(.+)$/, '第 $2 列和第 $3 列都叫 $1：读的是前一列，要读后一列请在“哪一列是什么”里选 $4'],
  [/^(.+) is for (\w+) too; it was read only in rows where (.+) is empty$/, '$1 也是“@2”：只在 $3 为空的行读入'],
  [/^nothing was read from (.+): no field takes it$/, '没有读入的列：$1'],
  // places
  [/^longitude and latitude \(X and Y\) stood the other way round and were exchanged, as in (.+)$/, '经度、纬度（X、Y）写反，已对调，如 $1'],
  [/^coordinates such as (.+) are no place, so there is none yet$/, '坐标（如 $1）不是位置，暂无位置'],
  [/^lonlat (.+) is not a longitude and a latitude; write it as (.+)$/, '经纬度 $1 读不懂，请写成 $2'],
  // days
  [/^(\w+) such as (.+) could be day, month or year first and was left out; write (.+)$/, '@1（如 $2）分不清年、月、日先后，未读入：请写成 $3'],
  [/^(\w+) such as (.+) has no year and was left out; write (.+)$/, '@1（如 $2）没有年份，未读入：请写成 $3'],
  [/^(\w+) such as (.+) does not say the day and was left out; write (.+)$/, '@1（如 $2）没有写到日，未读入：请写成 $3'],
  [/^(\w+) such as (.+) is no day and was left out$/, '@1（如 $2）不是日期，未读入'],
  [/^(\w+) such as (".+") \((.+)\) was a day number of Excel$/, '@1（如 $2）是 Excel 的日期序号，已换成日期（$3）'],
  [/^(\w+) such as (".+") \((.+)\) was a time of another zone and became the day in China$/, '@1（如 $2）是其他时区的时间，已换成北京时间的日期（$3）'],
  // numbers
  [/^(\w+) such as (.+) was written out in full$/, '@1（如 $2）是科学记数，已还原'],
  [/^(\w+) such as (.+) has lost digits in Excel and was left out; .+$/, '@1（如 $2）被 Excel 缩短，丢了数字，未读入：请把该列设为文本后重填'],
  [/^(\w+) (.+) has lost digits in Excel; .+$/, '@1 $2 被 Excel 缩短，丢了数字：请把该列设为文本后重填'],
  [/^(\w+) such as (.+) was read without \.0$/, '@1（如 $2）末尾的 .0 已去掉'],
  [/^(\w+) such as (.+) seems to have lost its first 0 in Excel; it was kept as it is$/, '@1（如 $2）开头的 0 可能被 Excel 去掉，按原样保留'],
  // words
  [/^(\w+) such as (.+) held marks that nobody sees .+$/, '@1（如 $2）里有看不见的符号（文字方向等），已去掉'],
  [/^levels such as (.+) are no level of the tree and were left out; .+$/, '层级（如 $1）不认识，未读入'],
  [/^state such as (.+) is not known and was left out$/, '状态（如 $1）不认识，未读入'],
  [/^name (.+) is no person's name; .+$/, '姓名 $1 不像人名：请改正或删去该行'],
  [/^name (.+) holds several people; .+$/, '姓名 $1 里有几个人：请每人一行'],
  [/^(\w+) has (\d+) characters where (\d+) are kept; shorten it$/, '@1 有 $2 个字，最多 $3 个：请缩短'],
  [/^(\w+) has more than one line; write it on one$/, '@1 不能分行：请写成一行'],
  [/^found_on (\S+) is still to come; .+$/, '发现日期 $1 还没有到：请改成发现的那一天'],
  [/^the quote in cell (\d+) seems to have swallowed other rows \(lines (\d+) to (\d+) of the file\); .+$/, '第 $1 格的引号没有配对，把后面的行吞进去了（文件第 $2 至 $3 行）：请改正引号后重新导入'],
  // the whole source
  [/^it has one feature after the other, .+$/, '文件每行一个要素，没有 FeatureCollection，已照读'],
  [/^序号 was not taken for the id, .+$/, '“序号”没有当作编号：每张表都从 1 数起；确实不重复时请在“哪一列是什么”里选它'],
]
