import { expect, it } from 'vitest'
import { chineseReason } from './reasons.zh'

const sources = import.meta.glob<string>('../../../src-tauri/core/src/{error/cause,store/place,store/journal,store/restore,store/writing,store/mend,store/foreign,store/outside,store/rings,store/plight,store/mod,verbs/opening,whole}.rs', {
  query: '?raw',
  import: 'default',
  eager: true,
})
/** What the core says of files, as it stands in its source: sentences that say how to go on. */
const sentences = Object.values(sources)
  .flatMap((source) => [...(source.split('#[cfg(test)]')[0] ?? '').matchAll(/"((?:[^"\\]|\\.)*(?:; |\. |: `)(?:[^"\\]|\\.)*)"/g)].map((m) => m[1] ?? ''))
  .filter((s) => /^(?:is|has|lies|lacks|was|may|finds|cannot|could|needs|would|ends|holds|does|site|grid|This|Another|The) /.test(s) && !s.includes('code {code}'))
  .map((s) => s.replaceAll('\\"', '"').replace(/\{[^}]*\}/g, '7'))

it('finds the sentences of the core', () => {
  expect(sentences.length).toBeGreaterThan(35)
})

it.each(sentences)('has a Chinese form of: %s', (sentence) => {
  expect(chineseReason(sentence)).toMatch(/[\u4e00-\u9fff]/)
  expect(chineseReason(sentence).replaceAll(/GeoPackage|WAL|-journal|\.gpkg|edit|repair/g, '')).not.toMatch(/[A-Za-z]{3,}/)
})

it('names the file, whatever it is called', () => {
  expect(chineseReason('平安区.gpkg: is read-only; copy it to a folder where you may write')).toMatch(/^平安区\.gpkg：是只读文件/)
  expect(chineseReason('backup: is a folder, not a project; choose the .gpkg file in it')).toMatch(/^backup：是文件夹/)
  expect(chineseReason('the project file finds no room left on the disk; make room there and do it again')).toMatch(/^文件磁盘空间已满/)
})

it.each([
  ['the file is damaged inside (page 77), as by a failing disk or drive, and nothing in it can be judged; put your last copy in its place (restore)', '文件内部损坏（第 77 页），可能是磁盘或网络盘有故障，其余内容无法核查：请用备份恢复'],
  ['红旗村 lies in no grid, so the figures of the ground above lack it; give it its parent by an import of grids', '红旗村 没有上级，街道、全区的数里没有它：请重新导入网格补上上级'],
  ['小峡街道 stands as a cell, but 12 grids lie in it that are not below that level (A, B, C, D, …); correct its level, or their parents, by an import of grids', '小峡街道 的层级是“单元网格”，里面却有 12 个不比它低的网格（A, B, C, D, …）：请重新导入网格，改正层级或上级'],
  ['平安.gpkg: was replaced by another file while it was open, as a program does that keeps folders alike; what is shown is the one from before: open the new one, and save a copy of this one first if it is to be kept', '平安.gpkg：打开期间被另一个文件替换（如同步软件放来的）；现在显示的是原来那一份：请打开新的，原来这份要留就先保存副本'],
  ['loop.csv: is a link that leads to itself; choose the file itself', 'loop.csv：是指向自己的链接：请选择文件本身'],
  ['p.gpkg-journal: is the name of what belongs to p.gpkg beside it and would destroy that; choose another name', 'p.gpkg-journal：是旁边 p.gpkg 的日志文件名，写了会毁掉它：请换个名称'],
  ['Another program removed 1 grid: 东网格 (E).', '另一程序删除了 1 个网格：东网格 (E)。'],
  ['Another program wrote 1 grid over another: 东村 (V) → 新网格 (Z).', '另一程序把 1 个网格改成了另一个：东村 (V) → 新网格 (Z)。'],
  ['Another program wrote 2 sites over others: N-1 → Q-1, N-2 → Q-2.', '另一程序把 2 处点位改成了另一处：N-1 → Q-1, N-2 → Q-2。'],
  ['Another program added 12 grids: 甲 (A), B, ….', '另一程序增加了 12 个网格：甲 (A), B, …。'],
  ['Another program added 1 site that lies in no cell: Q-1.', '另一程序增加了 1 处不在任何网格内的点位：Q-1。'],
  ['Another program removed 2 sites: PA0007, PA0399.', '另一程序删除了 2 处点位：PA0007, PA0399。'],
  ['trigger bbb of table edit was left by another program; edits made here pass it over, those of other programs may run it; take it out in that program if nobody needs it', '另一程序在表 edit 上留下了触发器 bbb：本软件的修改不执行它，其他程序写入时仍可能执行；没有用了，请在那个程序里删去'],
  ['What another program wrote to this file could not be made good: 平安.gpkg: is being read or written by another program; wait until that is done or close it there, and do it again', '另一程序写入本文件的内容没能整理好：平安.gpkg：正被别的程序读写：请稍等，或在那里关闭后再试'],
  ['Another program made grids lie in each other (A → B → A); 316 of them lie in none now (A, B, C, D, …): give them their parents by an import of grids.', '另一程序把网格的上下级绕成了一圈（A → B → A）；已去掉其中 316 个的上级（A, B, C, D, …），请重新导入网格补上。'],
])('says of the open file: %s', (core, words) => expect(chineseReason(core)).toBe(words))
