// Chinese forms of what the desktop program itself refuses, beside the core.
export const SHELL: [RegExp, string][] = [
  [/^the program itself failed .+$/s, '程序自身出错，项目没有改动：请换一种做法再试，并把当时的操作告诉程序的维护人员'],
  [/^Something in this window is not saved: .+$/, '本窗口有内容没有保存：请先保存或放弃，再拖入项目'],
  [/^(.+) wrote the same in the meantime \(edit (\d+), .+\); .+$/, '$1 先改过同一内容（第 $2 次修改）：请核对现在的情况，仍要这样办就再保存一次'],
  [/^edit (\d+) is not the one that (?:undo|redo) would take now: .+$/, '现在轮到的不是第 $1 次修改：请看修改历史后再决定'],
  [/^Say who is at the desk first: .+$/, '请先填写您是谁：每次修改都记录姓名'],
  [/^No project is open: .+$/, '还没有打开项目，请先打开或新建'],
  [/^Choose a file to bring in first\.$/, '请先选择要导入的文件'],
  [/^A file is being read: .+$/, '正在读取文件，请等它结束或先取消'],
  [/^This photo is not in the project any more\.$/, '这张照片已不在项目里'],
  [/^The document is not there any more: .+$/, '文件已不在原处，请重新保存'],
  [/^This computer has no program for opening documents set: .+$/, '本机没有设置打开文档的程序，请到保存的文件夹里打开'],
  [/^That project is not in the list of recent ones any more\.$/, '该项目已不在最近打开的列表里'],
  [/^That place is no folder of this computer; .+$/, '该位置不是本机的文件夹，请换一处'],
  [/^The document was not printed: (.+); choose another printer, .+$/, '没有打印成（$1）：请换一台打印机，或先存为文档再打印'],
  [/^actor: a name is needed; .+$/, '请填写姓名：每次修改都记录姓名'],
  [/^(.+) has more than (\d+) unresolved sites, too many for one notice; .+$/, '$1 未销号点位超过 $2 处，一份通知单列不下，请选择其下的网格'],
]
