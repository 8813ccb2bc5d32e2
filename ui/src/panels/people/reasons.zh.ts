// Chinese forms of the core's refusals about people and patrols.
export const PEOPLE: [RegExp, string][] = [
  [/^".*" is no telephone; .+$/, '这不像电话号码：写数字，例如 138 0000 0000 或 0972-8610000'],
  [/^another person is called "(.+)" too; .+$/, '已有同名的人“$1”：给两人都填上不同的电话，才能区分'],
  [/^(\S+) is still to come; a patrol .+$/, '$1 还没有到：巡查过才能登记'],
  [/^is empty; say who walked, .+$/, '请填写巡查人，或选一个参加部门'],
]
