// Chinese forms of the core's refusals about meetings and the review's list.
const STATES: Record<string, string> = {
  reported: '待核实',
  filed: '已建档',
  dispatched: '已派网格长',
  rectifying: '整改中',
  submitted: '待验收',
  accepted: '已销号',
  suspended: '挂账',
  dismissed: '不予立案',
  open: '办理中',
}

export const MONTH: [RegExp, string][] = [
  ...Object.entries(STATES).map(([code, word]): [RegExp, string] => [new RegExp(`^its state stays ${code}$`), `状态仍为“${word}”：只能一步步办理`]),
  [/^feature (\d+), (.+?): (.+): kept as it is; its ground is all that its parts cover together$/, '第 $1 个要素（$2）：~3；图形照原样保留，各块合起来算作它的范围'],
  [/^row (\d+), (.+?): (.+): kept as it is; its ground is all that its parts cover together$/, '第 $1 行（$2）：~3；图形照原样保留，各块合起来算作它的范围'],
  [/^day: (\S+) has a meeting already, .+$/, '$1 已有会议，它冻结的数字不会变；请另选日期，或先撤销那次建会'],
  [/^meeting: (\S+) was frozen in a form that this program does not read .+$/, '$1 的会议由更新版本冻结，请先升级本程序'],
  [/^meeting "(.+)" is not in this project$/, '项目里没有 $1 的会议'],
  [/^meeting item "(.+)" is not in this project$/, '会议事项已不在项目里'],
  [/^site: is missing; a visit is to a site$/, '请选察看的点位'],
  [/^who: is empty; say who reported$/, '请填谁汇报'],
  [/^text: is empty; say what the (?:remark|report) is about$/, '请填内容'],
  [/^owner: and due belong to a remark; .+$/, '只有领导点评才交人、定期限'],
  [/^item: \d+ was done on (\S+) already$/, '这件意见 $1 已经办结'],
  [/^item: \d+ is a \w+; only a remark is done$/, '只有领导点评需要办结'],
  [/^feedback item "(.+)" is not in this project$/, '项目里没有反馈问题“$1”'],
  [/^feedback (.+): cannot be struck off: it is linked to no site and no task; .+$/, '反馈问题 $1 还不能销号：没有关联点位或任务，先关联'],
  [/^feedback (.+): cannot be struck off: (\d+) of (\d+) are accepted; (.+) and (\d+) more$/, '反馈问题 $1 还不能销号：已验收 $2/$3；^4，另有 $5 项'],
  [/^feedback (.+): cannot be struck off: (\d+) of (\d+) are accepted; (.+)$/, '反馈问题 $1 还不能销号：已验收 $2/$3；^4'],
  [/^feedback (.+): was struck off on (\S+); reopen it first$/, '反馈问题 $1 已于 $2 销号，先重新打开'],
  [/^number: is empty; an item is known by its number$/, '请填编号'],
  [/^text: is empty; say what is wrong$/, '请填问题'],
  [/^number: "(.+)" is taken; give the item another$/, '编号“$1”已有，请换一个'],
  [/^number "(.+)" stands in this file already; .+$/, '编号“$1”在本文件里重复'],
  [/^text is empty; a new item says what is wrong$/, '问题为空：新问题要写明是什么问题'],
  [/^number is empty; .+$/, '编号为空：请补填'],
  [/^no column holds numbers; .+$/, '没有编号列：请指明是哪一列'],
  [/^it is JSON, and the review's problems come from a table; .+$/, '这是 JSON，反馈问题要从表格导入，请另存为 CSV'],
]

/** `site X is filed, task Y in A is open` as the office says it. */
export const lackingList = (list: string): string =>
  list
    .split(/, (?=site |task )/)
    .map((one) => one.replace(/^(site|task) (.+) is (\w+)$/, (_, what: string, name: string, state: string) => `${what === 'site' ? '点位' : '任务'} ${name.replace(' in ', '（')}${what === 'task' ? '）' : ''}${STATES[state] ?? state}`))
    .join('、')
