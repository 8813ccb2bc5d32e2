import { expect, it } from 'vitest'
import { lang } from '../lib/i18n.svelte'
import { besideWords, chineseMarks, reasonParts, reasonWords } from './reasons'

it('says in Chinese that a sentence has no Chinese form yet, and keeps the original', () => {
  lang.now = 'zh'
  const sentence = 'p.gpkg: the moon is in the wrong house; wait a month'
  expect(reasonParts(sentence)).toEqual({ words: '这个原因还没有中文说明', original: sentence })
  expect(reasonWords(sentence)).toContain('原文：p.gpkg')
  expect(reasonParts('there is nothing to undo in this project').original).toBeNull()
  expect(reasonWords('平安.gpkg')).toBe('平安.gpkg')
  lang.now = 'en'
  expect(reasonWords(sentence)).toBe(sentence)
  lang.now = 'zh'
})

it('writes Chinese sentences with Chinese marks', () => {
  lang.now = 'zh'
  expect(reasonWords('rows 1, 2, 6–9: totals such as "合计" were passed over')).toBe('第 1、2、6–9 行：合计行（如“合计”），已跳过')
  expect(reasonWords('kind "厕?" is not known; known are ruined_wall 残垣断壁, dry_toilet 旱厕')).toBe('种类“厕?”不认识，可以用：残垣断壁、旱厕')
  expect(reasonWords('"备注 (7)", "手机" is for phone too; it was read only in rows where "联系电话" is empty')).toBe('“备注 (7)”、“手机”也是“电话”：只在“联系电话”为空的行读入')
  expect(chineseMarks('坐标（如 "36.5, 102.1"）不是位置')).toBe('坐标（如“36.5, 102.1”）不是位置')
  // A name stands as it is.
  expect(reasonWords('a "b".gpkg')).toBe('a "b".gpkg')
})

it('names the field of a refusal as the desk does, and says its limit', () => {
  lang.now = 'zh'
  expect(reasonWords('address: has 200000 characters where 500 are kept; shorten it')).toBe('地址：有 200000 个字，最多 500 个：请缩短')
  expect(reasonWords('by: has more than one line; write it on one')).toBe('经办人：有换行：请写成一行')
  expect(reasonWords('found_on: "2099-01-01" is still to come; write the day on which it happened, 2026-11-30 at the latest')).toBe(
    '发现日期：2099-01-01 还没有到：请写发生的那一天，最晚 2026-11-30',
  )
  expect(reasonWords('found_on 2099-01-01 is still to come; write the day on which it was found')).toBe('发现日期 2099-01-01 还没有到：请改成发现的那一天')
  expect(reasonWords('deadline: "9999-12-31" lies outside the years 1900 to 2199; write the year again')).toBe('期限：9999-12-31 不在 1900 年到 2199 年之间：请检查年份')
  lang.now = 'en'
  expect(reasonWords('kind: "旱厕" of PA0399 is no kind')).toBe('Kind: "旱厕" of PA0399 is no kind')
  lang.now = 'zh'
})

it('has words beside the field, too, for what is said with the name of the field', () => {
  lang.now = 'zh'
  const beside = (field: string, sentence: string) => besideWords(sentence, `${field}: ${sentence}`)
  expect(beside('number', '"F-1" is taken; give the item another')).toBe('编号“F-1”已有，请换一个')
  expect(beside('name', '"冬季停工" is the name of another stop; choose another')).toBe('已有停工期叫“冬季停工”：请换一个名称')
  expect(beside('name', '"冬季专项" is the name of another campaign; choose another')).toBe('已有专项行动叫“冬季专项”：请换一个名称')
})
