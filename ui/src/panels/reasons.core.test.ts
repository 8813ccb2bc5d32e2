import { expect, it } from 'vitest'
import { isSentence, literals } from './reasons.literals'
import { chineseReason } from './reasons.zh'

const sources = import.meta.glob<string>('../../../src-tauri/core/src/**/*.rs', { query: '?raw', import: 'default', eager: true })

/** Sources whose sentences are no refusals: tests, the sample, documents, the two languages of the history, the places of a check. */
const ELSEWHERE = /\/(?:tests|sample|report|tile|history|standing|check|view)(?:\/|\.rs)|tests?\.rs$|\/(?:bindings|model|matrix_csv)\.rs$|src\/meeting\.rs$|geometry\/check|exchange\/geojson_out/

/** What is only a part of a sentence, and a whole one that it makes. */
const WHOLE: Record<string, string> = {
  'is empty; say what the {} is about': 'text: is empty; say what the remark is about',
  'the {what} is not in this project any more; somebody undid or deleted it, look at the history':
    'the site is not in this project any more; somebody undid or deleted it, look at the history',
  'EPSG:{code} is {datum}, and how far that lies from today\'s system differs from place to place; have the surveying office convert it to CGCS2000 (EPSG:4490)':
    'EPSG:2334 is Xi\'an 1980 (3-degree), and how far that lies from today\'s system differs from place to place; have the surveying office convert it to CGCS2000 (EPSG:4490)',
  '{x} is no longitude (-180 to 180 degrees){hint}': '509406 is no longitude (-180 to 180 degrees)',
  '{y} is no latitude (-90 to 90 degrees){hint}': '509406 is no latitude (-90 to 90 degrees)',
  '"{kind}" {why}; use one of {}': '"x" is no kind of this project; use one of 旱厕',
  'place ({d:.0} m apart)':
    'id "2" is in the project for a site with another kind, place (894 m apart); say --same if it is the same site, or --map id= to give this list numbers of its own',
  'grid "{code}" has {} as its {role} by {} of this file, and one person holds that at a time; give the days from which each holds it, or the role of each, or --set role=member for all':
    'grid "A" has 甲一 as its chief by row 2 of this file, and one person holds that at a time; give the days from which each holds it, or the role of each, or --set role=member for all',
  '{} is for {} too; it was read only in {of} where {} is empty': '"手机" is for phone too; it was read only in rows where "联系电话" is empty',
  'is longer than 16 MB': 'row 7 is longer than 16 MB; mend its quotes or save the table again',
  'opens a quote that is never closed': 'row 7 opens a quote that is never closed; mend its quotes or save the table again',
  'row {} {what}; mend its quotes or save the table again': 'row 7 opens a quote that is never closed; mend its quotes or save the table again',
  'a site needs a Point': 'it is a Polygon; a site needs a Point',
  'a list of polygons': 'its coordinates are not a list of polygons',
  'a list of rings': 'its coordinates are not a list of rings',
  'a list of positions': 'ring 1: its coordinates are not a list of positions',
  'grid over another': 'Another program wrote 1 grid over another: A → B.',
  'grids over others': 'Another program wrote 2 grids over others: A → B, C → D.',
  'site over another': 'Another program wrote 1 site over another: N-1 → N-2.',
  'sites over others': 'Another program wrote 2 sites over others: N-1 → N-2, N-3 → N-4.',
  'site that lies in no cell': 'Another program added 1 site that lies in no cell: N-1.',
  'sites that lie in no cell': 'Another program added 2 sites that lie in no cell: N-1, N-2.',
  'before its JSON is closed': 'it is cut short before its JSON is closed; copy or export the file again',
  'known are wgs84, gcj02, bd09, EPSG:4326, EPSG:4490, EPSG:3857 and the CGCS2000 zones EPSG:4491-4554 (3-degree: 4513-4533 with the zone before the easting, 4534-4554 without)': 'crs: EPSG:1 has no definition here; known are wgs84',
  '; longitude and latitude look swapped': 'lon: 136 is no latitude (-90 to 90 degrees); longitude and latitude look swapped',
  '; it looks like metres, name the projected system with --crs': 'lon: 509406 is no longitude (-180 to 180 degrees); it looks like metres, name the projected system with --crs',
  '; without the zone {z} before it, it may be EPSG:{}': '509406 is no longitude (-180 to 180 degrees); without the zone 34 before it, it may be EPSG:4546',
  '; it must begin with its zone {z}': '509406 is no longitude (-180 to 180 degrees); it must begin with its zone 34',
  'send it by chat as a picture, or save it smaller': 'has too many pixels; send it by chat as a picture, or save it smaller',
  'open it and save it as an ordinary JPEG': 'is packed in a rare way; open it and save it as an ordinary JPEG',
  'send the photo again': 'is damaged; send the photo again',
  'its state stays {}': 'its state stays reported',
  'its lifecycle ends here': 'a dismissed site cannot submit; its lifecycle ends here',
  'from here it can {}': 'a filed site cannot submit; from here it can dispatch',
  '{day} was frozen in a form that this program does not read ({e}); update it': 'meeting: 2026-10-27 was frozen in a form that this program does not read (x); update it',
  'edit {of} cannot be {}: {}; undo {} first': 'edit 7 cannot be undone: site 3 was changed since; undo edit 8 first',
  'what another program wrote': 'edit 7 cannot be undone: site 3 was changed since; undo what another program wrote first',
  '{} {k} was changed since': 'edit 7 cannot be undone: site 3 was changed since; undo edit 8 first',
  'something made later refers to what it made': 'edit 7 cannot be undone: something made later refers to what it made; undo edit 8 first',
  '{} not in this project; correct the code': 'cells: A9 is not in this project; correct the code',
  '{} no cell; choose the cells under it': 'cells: A is no cell; choose the cells under it',
  'was struck off on {day}; reopen it first': 'feedback 7: was struck off on 2026-11-01; reopen it first',
  'cannot be struck off: it is linked to no site and no task; link them first': 'feedback 7: cannot be struck off: it is linked to no site and no task; link them first',
  'task {} in {} is {}': 'feedback 7: cannot be struck off: 1 of 2 are accepted; task 清零 in A is open',
  'cannot be struck off: {} of {} are accepted; {named}': 'feedback 7: cannot be struck off: 1 of 2 are accepted; site PA1 is filed',
  'is empty; write it or leave it out': '7 is empty; write it or leave it out',
  'has more than one line; write it on one': '7 has more than one line; write it on one',
  'is there twice; leave one out': '7 is there twice; leave one out',
  '{day} has a meeting already, and what it froze stays; choose another day, or undo it': 'day: 2026-10-27 has a meeting already, and what it froze stays; choose another day, or undo it',
  'is closed and takes no new sites': '"x" is closed and takes no new sites; use one of 旱厕',
  'is no kind of this project': '"x" is no kind of this project; use one of 旱厕',
  '{} in {} is accepted and its {what}; reopen it first': 'task: 清零 in A is accepted and its sites stand; reopen it first',
  'there is no {day} {name} {year}': 'deadline: "2026-02-30" is no day: there is no 30 February 2026; write the day again',
  'there is no {day} {name}': 'from: "02-30" is no day of the year: there is no 30 February; write the day again',
  'there is no month {month}': 'deadline: "2026-13-01" is no day: there is no month 13; write the day again',
  'the file is damaged inside{}, as by a failing disk or drive, and nothing in it can be judged; put your last copy in its place (restore)': 'the file is damaged inside, as by a failing disk or drive, and nothing in it can be judged; put your last copy in its place (restore)',
  'without a word': 'the program itself failed (without a word): the project is as it was; try it another way, and report what you did to whoever maintains the program',
  'while it read the file': 'the program itself failed while it read the file: the project is as it was; try it another way, and report what you did to whoever maintains the program',
  'no such table: ': 'lacks its table "site", which another program removed or moved; put your last copy in its place (restore)',
  'no such column: ': 'lacks its column "kind", which another program removed or moved; put your last copy in its place (restore)',
  'column "{column}" of table "{table}"': 'lacks its column "kind" of table "site", which another program removed or moved; put your last copy in its place (restore)',
  'its crs member says {}: {reason}': 'its crs member says "EPSG:1": EPSG:1 has no definition here; known are wgs84',
  '{} such as {text} was a day number of Excel': 'deadline such as "45980" (2025-11-19) was a day number of Excel',
  '{} such as {text} was a time of another zone and became the day in China': 'deadline such as "2026-11-18T20:00:00Z" (2026-11-19) was a time of another zone and became the day in China',
  '; X and Y look the other way round, since surveyors call the northing X': '4040000 is no easting in EPSG:4523; X and Y look the other way round, since surveyors call the northing X',
  '; it begins with its zone {}, so it may be EPSG:{code}': '34509406 is no easting in EPSG:4544; it begins with its zone 34, so it may be EPSG:4522',
  'What another program wrote to this file could not be made good': 'What another program wrote to this file could not be made good: a.gpkg: is read-only; copy it',
  'correct it (edit)': 'site PA1 has "x" as deadline, which is no day; correct it (edit)',
  'take it out (repair)': 'site PA1 has "x" as deadline, which is no day; take it out (repair)',
  'the spatial index of {t}': 'Another program removed or changed what this file is looked up by; made anew: the spatial index of grid.',
  'the number of rows of {t}': 'Another program removed or changed what this file is looked up by; made anew: the number of rows of grid.',
  'the entry of {t} in GeoPackage\'s tables': 'Another program removed or changed what this file is looked up by; made anew: the entry of grid in GeoPackage\'s tables.',
  'tables of GeoPackage\'s': 'Another program removed or changed what this file is looked up by; made anew: tables of GeoPackage\'s.',
  'edit {} ({} by {}) comes first': 'edit 7 is not the one that undo would take now: edit 8 (step site PA1 by somebody) comes first; look at the list of edits again',
  'there is nothing to {verb} since edit {} ({} by {})': 'edit 7 is not the one that undo would take now: there is nothing to undo since edit 8 (step by somebody); look at the list of edits again',
  'edit {meant} is not the one that {verb} would take now: {turn}; look at the list of edits again': 'edit 7 is not the one that undo would take now: edit 8 (step by somebody) comes first; look at the list of edits again',
  'kept as it is; its ground is all that its parts cover together': 'row 7, 630203001203004: parts 1 and 2 overlap: kept as it is; its ground is all that its parts cover together',
}

const chinese = (s: string) => /[\u4e00-\u9fff]/.test(s)
/** Words of English beside each other: half a sentence that was left as it was. */
const half = (s: string) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(s)
/** Names of columns, as SQL is put together of them. */
const columns = /^[a-z_.]+(?:, [a-z_.]+(?: = '\w+')?)+(?: FROM \w+)?$/

const sentences = Object.entries(sources)
  .filter(([file]) => !ELSEWHERE.test(file))
  .flatMap(([file, source]) => literals(source).map((l) => ({ ...l, file: file.replace(/^.*core\/src\//, '') })))
  .filter((l) => isSentence(l) && !chinese(l.text) && !columns.test(l.text))
  .map((l) => {
    // A refusal of a field is told with the field before it.
    const field = /"(\w+)", ?(?:&?format! ?\( ?)?$/.exec(l.before)?.[1]
    const filled = l.text.replace(/\{\{/g, '{').replace(/\}\}/g, '}').replace(/\{[^{}]*\}/g, '7')
    return { file: l.file, text: l.text, said: [WHOLE[l.text] ?? filled, ...(field ? [`${field}: ${filled}`] : [])] }
  })

it('finds the sentences of the core, and every part of one that is listed here', () => {
  expect(sentences.length).toBeGreaterThan(250)
  const found = new Set(sentences.map((s) => s.text))
  expect(Object.keys(WHOLE).filter((part) => !found.has(part))).toEqual([])
})

it.each(sentences)('has a Chinese form of what $file says: $text', ({ said }) => {
  expect(said.map(chineseReason).some((s) => chinese(s) && !half(s)), said.map(chineseReason).join(' | ')).toBe(true)
})
