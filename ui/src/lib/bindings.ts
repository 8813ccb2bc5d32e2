// Generated from src-tauri/core/src/view.rs by `make bless`. Do not edit.

/** Characters at most of a text, by its table and column. */
export const limits = {
  'site.number': 100,
  'site.address': 500,
  'site.village': 200,
  'site.household': 200,
  'site.phone': 200,
  'site.area': 200,
  'site.source': 200,
  'site.size': 200,
  'site.note': 5000,
  'site.escalated': 5000,
  'site.escalated_by': 100,
  'grid.code': 100,
  'grid.name': 200,
  'grid.note': 5000,
  'kind.code': 40,
  'kind.name': 40,
  'kind.name_en': 60,
  'role.name': 200,
  'standard_item.text': 200,
  'org.name': 200,
  'person.name': 100,
  'person.post': 200,
  'person.phone': 200,
  'campaign.code': 100,
  'campaign.name': 200,
  'campaign.name_en': 200,
  'campaign.standard': 5000,
  'task.standard': 5000,
  'task_item.text': 200,
  'task_step.actor': 100,
  'task_step.post': 200,
  'task_step.note': 5000,
  'step.actor': 100,
  'step.post': 200,
  'step.note': 5000,
  'step.remarks': 50000,
  'patrol.who': 200,
  'patrol.orgs': 5000,
  'patrol.note': 5000,
  'patrol.questions': 5000,
  'patrol_site.seen': 5000,
  'feedback.number': 100,
  'feedback.text': 5000,
  'feedback.category': 200,
  'feedback.note': 5000,
  'meeting.title': 200,
  'meeting.note': 5000,
  'meeting_item.text': 5000,
  'meeting_item.who': 200,
  'meeting_item.owner': 200,
  'meeting_item.done_note': 5000,
  'exemption.reason': 5000,
  'exemption.actor': 100,
  'holiday.name': 40,
  'pause.name': 40,
  'setting.value': 200,
  'edit.actor': 100,
  'edit.post': 200,
} as const;

/** Names of the fields that a column of a source can go to. */
export const importFields = {
  grids: ['code', 'name', 'level', 'parent', 'note'],
  sites: ['id', 'kind', 'state', 'address', 'village', 'household', 'phone', 'area', 'source', 'found_on', 'deadline', 'size', 'note', 'lon', 'lat', 'lonlat', 'by_hand'],
  people: ['name', 'post', 'phone', 'org', 'role', 'grid', 'town', 'village', 'from', 'to'],
  feedback: ['number', 'text', 'category', 'due', 'org'],
} as const;

export type GridId = number;

export type SiteId = number;

export type PersonId = number;

export type DutyId = number;

export type CampaignId = number;

export type TaskId = number;

export type PatrolId = number;

export type EditId = number;

export type FeedbackId = number;

export type MeetingItemId = number;

export type Level = "district" | "subdistrict" | "village" | "cell";

export type State = "reported" | "filed" | "dispatched" | "rectifying" | "submitted" | "accepted" | "suspended" | "dismissed";

export type Action = "verify" | "dismiss" | "dispatch" | "start" | "submit" | "accept" | "return" | "suspend" | "resume" | "relapse";

export type TaskState = "open" | "submitted" | "accepted";

export type TaskAction = "submit" | "accept" | "return" | "reopen";

export type Basis = "sites" | "items" | "whole";

export type PlacedBy = "position" | "hand";

export type Watch = "due_today" | "due_soon" | "escalated" | "relapsed" | "suspension_over" | "paused" | "recheck_due" | "loose" | "vacant" | "unreachable" | "no_department";

export type Matter = "overdue" | "due_today" | "due_soon" | "escalated" | "suspension_over" | "paused" | "reported" | "filed" | "submitted" | "recheck_due" | "relapsed" | "vacant" | "unreachable" | "no_department" | "loose" | "empty_squares" | "feedback_open" | "claimed_not_done";

export type Actor = { 
/**
 * Name.
 */
name: string, 
/**
 * Post; may be empty.
 */
post: string, };

export type GridRef = { 
/**
 * Key.
 */
id: GridId, 
/**
 * Grid code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Level in the tree.
 */
level: Level, };

export type Figures = { total: number, unresolved: number, overdue: number, submitted: number, suspended: number, 
/**
 * Unresolved and not suspended, of a kind on which work stops that day. Meetings frozen before there were stops lack it.
 */
paused: number, accepted: number, dismissed: number, };

export type KindInfo = { code: string, name: string, name_en: string, unresolved: number, 
/**
 * Takes no new sites.
 */
closed: boolean, 
/**
 * By when a site that is found today is to be done, where nobody says otherwise.
 */
due: string | null, };

export type RoleInfo = { code: string, name: string, };

export type EditInfo = { 
/**
 * Its number.
 */
id: EditId, 
/**
 * Moment in UTC, ISO 8601 with a Z.
 */
at: string, 
/**
 * Who was at the desk.
 */
actor: string, 
/**
 * Their post; may be empty.
 */
post: string, 
/**
 * Verb: `import`, `assign`, `duty`, `step`, `add_site`, `undo`, `redo`, …
 */
verb: string, 
/**
 * Values for the window's sentence (`count`, `name`, `source`, …).
 */
args: Record<string, string | number | Record<string, string | number>[]>, 
/**
 * The edit that this one undid or redid.
 */
of: EditId | null, 
/**
 * The edit that took this one back and still stands; told by the list of edits.
 */
undone: EditId | null, };

export type OthersWrote = { 
/**
 * Their edits, newest first, twenty at most; none where another program wrote without a record.
 */
edits: Array<EditInfo>, 
/**
 * What another program did to the file, and what of it was made good, in sentences.
 */
notes: Array<string>, 
/**
 * Something could not be made good now and is to be tried again.
 */
left: boolean, };

export type Lang = "zh" | "en";

export type Change = { 
/**
 * Table.
 */
table: string, 
/**
 * Key of the row.
 */
key: number, 
/**
 * Column.
 */
field: string, 
/**
 * Value before; null when the row was new.
 */
from: unknown, 
/**
 * Value after; null when the row went.
 */
to: unknown, };

export type HistoryEntry = { 
/**
 * Moment in UTC; of what the file knows by its day only, the day.
 */
at: string, 
/**
 * Who did what, from what to what, as one sentence.
 */
text: string, 
/**
 * It was taken back later.
 */
undone: boolean, 
/**
 * The edit that did it; none for what was in the file before its first edit.
 */
edit: EditInfo | null, 
/**
 * The values that the edit changed of it.
 */
changes: Array<Change>, };

export type ProjectInfo = { 
/**
 * Title the office gave it.
 */
title: string, 
/**
 * File name without its folder.
 */
file_name: string, 
/**
 * Number of the newest edit; tiles and lists are keyed by it.
 */
revision: number, 
/**
 * Changes whenever somebody else wrote to the file, with a record or without.
 */
others: number, 
/**
 * How often the colours of the chiefs were made anew since it was opened.
 */
recoloured: number, 
/**
 * When the newest edit was written, UTC.
 */
saved_at: string | null, 
/**
 * Boundaries are invented (the sample) and must be labelled so.
 */
illustrative: boolean, 
/**
 * Division code, six digits, where known.
 */
division: string, 
/**
 * West, south, east, north of all drawn cells and of the sites about them, in degrees.
 */
extent: [number, number, number, number] | null, 
/**
 * Sites that lie far outside all cells; the extent is not widened for them.
 */
far_sites: number, 
/**
 * Cells that have a polygon.
 */
drawn_grids: number, 
/**
 * Sites that have a cell or not.
 */
figures: Figures, 
/**
 * Unresolved sites in no cell.
 */
unassigned: number, 
/**
 * Drawn cells without a chief today.
 */
vacant: number, 
/**
 * Subdistricts and towns, for the filter.
 */
subdistricts: Array<GridRef>, 
/**
 * Kinds of site.
 */
kinds: Array<KindInfo>, 
/**
 * Roles a duty may have.
 */
roles: Array<RoleInfo>, 
/**
 * Days after which a cell is to be walked again.
 */
patrol_days: number, 
/**
 * Days from which a cell belongs to the second, third, fourth and fifth class of patrols; due from the fourth on.
 */
patrol_classes: [number, number, number, number], 
/**
 * Which counts the map colours alike.
 */
classes: CountClasses, 
/**
 * Campaigns in force.
 */
campaigns: number, 
/**
 * What undo would take back.
 */
undo: EditInfo | null, 
/**
 * What redo would do again.
 */
redo: EditInfo | null, 
/**
 * Today at the desk, the day that figures are true for (YYYY-MM-DD).
 */
today: string, 
/**
 * May only be looked at.
 */
read_only: boolean, 
/**
 * What is to be said beside: what another program did to the file, and what was made good.
 */
notes: Array<string>, };

export type CountClasses = { 
/**
 * Of unresolved sites.
 */
unresolved: Array<number>, 
/**
 * Of overdue sites.
 */
overdue: Array<number>, };

export type ColourClashes = { 
/**
 * Pairs of them.
 */
pairs: number, 
/**
 * Pairs that would be left if all colours were made anew.
 */
anew: number, };

export type Filter = { 
/**
 * Ground below this grid of the tree.
 */
under: GridId | null, 
/**
 * Kinds; empty means all.
 */
kinds: Array<string>, 
/**
 * States; empty means all.
 */
states: Array<State>, 
/**
 * Only unresolved sites.
 */
unresolved: boolean, 
/**
 * Only overdue sites.
 */
overdue: boolean, 
/**
 * One of the lists of the day.
 */
watch: Watch | null, 
/**
 * Words looked for in codes, names, addresses, chiefs.
 */
text: string, 
/**
 * West, south, east, north: only what the map shows.
 */
bbox: [number, number, number, number] | null, };

export type Outline = { 
/**
 * The cell.
 */
id: GridId, 
/**
 * Its rings, closed, exteriors and holes alike; longitude and latitude.
 */
rings: Array<Array<[number, number]>>, };

export type LabelPlace = { 
/**
 * The cell.
 */
id: GridId, 
/**
 * Longitude and latitude.
 */
at: [number, number], 
/**
 * CSS pixels from there to the nearest border or edge of the view.
 */
room: number, };

export type GridRow = { 
/**
 * Key.
 */
id: GridId, 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * Its chief's name today; none = vacant.
 */
chief: string | null, 
/**
 * Who that is: several may bear the name.
 */
chief_person: PersonId | null, 
/**
 * Its sites.
 */
figures: Figures, 
/**
 * West, south, east, north.
 */
bbox: [number, number, number, number] | null, };

export type SiteRow = { 
/**
 * Key.
 */
id: SiteId, 
/**
 * The office's number of it.
 */
number: string, 
/**
 * Code of its kind.
 */
kind: string, 
/**
 * State.
 */
state: State, 
/**
 * Address or description of the place.
 */
address: string, 
/**
 * Village as written.
 */
village: string, 
/**
 * Its cell.
 */
grid: GridRef | null, 
/**
 * How it came to its cell.
 */
placed_by: PlacedBy | null, 
/**
 * Deadline, YYYY-MM-DD.
 */
deadline: string | null, 
/**
 * Days past the deadline today (positive = late, negative = left); none without deadline, or resolved, or suspended.
 */
days_late: number | null, 
/**
 * Counts as overdue.
 */
overdue: boolean, 
/**
 * Work on its kind stops that day: no day of it counts as late.
 */
paused: boolean, 
/**
 * Under escalation (督办).
 */
escalated: boolean, 
/**
 * Times returned.
 */
rework: number, 
/**
 * Times relapsed.
 */
relapse: number, 
/**
 * Longitude and latitude; none when it has no place yet.
 */
lon_lat: [number, number] | null, 
/**
 * The one step it can take next.
 */
next: Action | null, };

export type Page<T> = { 
/**
 * Rows in the whole list.
 */
total: number, 
/**
 * Place of the first row given.
 */
offset: number, 
/**
 * The rows.
 */
rows: Array<T>, };

export type PersonRow = { 
/**
 * Key.
 */
id: PersonId, 
/**
 * Name.
 */
name: string, 
/**
 * Post.
 */
post: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Organisation.
 */
org: string, 
/**
 * Cells they are chief of today.
 */
grids: number, };

export type DutyView = { 
/**
 * Role code.
 */
role: string, 
/**
 * Role in the office's words.
 */
role_name: string, 
/**
 * The person; none where an organisation holds it.
 */
person: PersonId | null, 
/**
 * Name of person or organisation.
 */
name: string, 
/**
 * Post.
 */
post: string, 
/**
 * Telephone; empty where unknown.
 */
phone: string, 
/**
 * Organisation.
 */
org: string, 
/**
 * First day, YYYY-MM-DD.
 */
from: string | null, 
/**
 * Last day, YYYY-MM-DD; none = still in force.
 */
to: string | null, 
/**
 * The grid it is held for: the cell itself or the ground above it that it inherits from.
 */
grid: GridRef, };

export type TaskView = { 
/**
 * Key.
 */
id: TaskId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * The campaign's name.
 */
name: string, 
/**
 * Its English name; empty where it has none.
 */
name_en: string, 
/**
 * Standard to reach.
 */
standard: string, 
/**
 * Deadline.
 */
deadline: string | null, 
/**
 * Days past the deadline (negative = left); none when done or without one.
 */
days_late: number | null, 
/**
 * The ground it was given to: the grid asked about, or one above it.
 */
grid: GridId, 
/**
 * State.
 */
state: TaskState, 
/**
 * What its progress is counted in.
 */
basis: Basis, 
/**
 * How many of them are done; of sites, accepted.
 */
done: number, 
/**
 * How many there are; dismissed sites do not count.
 */
total: number, 
/**
 * Nothing is left to do: it is accepted, or all its sites are.
 */
complete: boolean, };

export type Dossier = { 
/**
 * The grid.
 */
grid: GridRef, 
/**
 * From the district down to its parent.
 */
path: Array<GridRef>, 
/**
 * Area of its polygon in square metres (WGS 84 ellipsoid).
 */
area_m2: number | null, 
/**
 * Note.
 */
note: string, 
/**
 * West, south, east, north.
 */
bbox: [number, number, number, number] | null, 
/**
 * It is a cell: chiefs are given to cells, and other ground without one is not vacant.
 */
cell: boolean, 
/**
 * Its chief today.
 */
chief: DutyView | null, 
/**
 * Of other ground: who is chief of how many of its cells, those without one first.
 */
cell_chiefs: Array<CellChief>, 
/**
 * All duties in force today, the chief's among them.
 */
duties: Array<DutyView>, 
/**
 * Earlier chiefs of the very grid, the latest first, and those to come.
 */
other_chiefs: Array<DutyView>, 
/**
 * Days since it or a part of it was walked; none = never.
 */
walked: number | null, 
/**
 * It is to be walked again.
 */
walk_due: boolean, 
/**
 * Its tasks.
 */
tasks: Array<TaskView>, 
/**
 * Its figures.
 */
figures: Figures, 
/**
 * Unresolved sites, latest first: at most 500; `figures.unresolved` has the count.
 */
unresolved: Array<SiteRow>, };

export type StepView = { 
/**
 * Moment, UTC.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * Their post.
 */
post: string, 
/**
 * The move.
 */
action: Action, 
/**
 * State before.
 */
from: State, 
/**
 * State after.
 */
to: State, 
/**
 * Opinion.
 */
note: string, 
/**
 * Standard items that failed, each with its remark.
 */
failed: Array<string>, 
/**
 * Photos added with it.
 */
photos: number, };

export type StandardItem = { 
/**
 * Place in the list, from 1.
 */
number: number, 
/**
 * What must hold.
 */
text: string, };

export type ActionOffer = { 
/**
 * The move.
 */
action: Action, 
/**
 * Needs a note (a reason).
 */
needs_note: boolean, 
/**
 * Needs an until-date.
 */
needs_until: boolean, 
/**
 * Needs the standard judged item by item.
 */
needs_standard: boolean, 
/**
 * Why it cannot be made now, codes of what is missing (`no_grid`, `no_chief`, `photo_before`, `photo_after`, `same_person`, …).
 */
missing: Array<string>, };

export type PhotoView = { 
/**
 * Key of its bytes.
 */
sha256: string, 
/**
 * `before`, `after` or `other`.
 */
role: string, 
/**
 * When the camera says it was taken, its own time.
 */
taken_at: string | null, 
/**
 * Moment of the step it came with, UTC.
 */
at: string | null, 
/**
 * Who made that step.
 */
actor: string, 
/**
 * Metres between where it was taken and the site, where both are known.
 */
distance_m: number | null, 
/**
 * That is more than is likely.
 */
far: boolean, 
/**
 * The photo as it came is kept too.
 */
original: boolean, };

export type PickedPhoto = { 
/**
 * Its number at this desk.
 */
id: number, 
/**
 * `before`, `after` or `other`.
 */
role: string, 
/**
 * File name.
 */
name: string, 
/**
 * When the camera says it was taken.
 */
taken_at: string | null, 
/**
 * Metres between where it was taken and the site, where they are more than is likely.
 */
far_m: number | null, 
/**
 * Where it was taken, where the camera noted that.
 */
lon_lat: [number, number] | null, };

export type Picked = { 
/**
 * All that wait in the form.
 */
photos: Array<PickedPhoto>, 
/**
 * How many files were dropped over the form and have no role yet.
 */
dropped: number, 
/**
 * Sentences on files that were not taken.
 */
refused: Array<string>, };

export type Paper = { 
/**
 * What it is, as it stands on its first page.
 */
title: string, 
/**
 * Each begins a page of its own, A4 with margins of 2.5 cm.
 */
sheets: Array<Sheet>, 
/**
 * The styles that paragraphs name.
 */
styles: Array<PaperStyle>, 
/**
 * Where its pictures are found: `/print/SERIAL/PLACE`.
 */
serial: number, };

export type Sheet = { 
/**
 * What it says, from top to bottom.
 */
parts: Array<Part>, };

export type PaperStyle = { 
/**
 * What paragraphs name it by.
 */
id: string, 
/**
 * The Chinese font; Latin is Times New Roman.
 */
font: string, 
/**
 * Of the letters.
 */
size: number, 
/**
 * Height of a line.
 */
line: number, 
/**
 * Space before it.
 */
before: number, 
/**
 * Space after it.
 */
after: number, 
/**
 * First line indented by two characters.
 */
indented: boolean, 
/**
 * `left`, `center` or `both`.
 */
align: string, };

export type Part = { "part": "para", 
/**
 * One of the document's styles.
 */
style: string, 
/**
 * What it says.
 */
text: string, 
/**
 * More text at the right margin of the same line.
 */
right: string | null, 
/**
 * Bold and red.
 */
late: boolean, 
/**
 * Centred, whatever its style says.
 */
centred: boolean, 
/**
 * Its number where it is an item of a list.
 */
item: number | null, } | { "part": "table", 
/**
 * All of them.
 */
widths: Array<number>, 
/**
 * Lines around every cell; none where it only lays out.
 */
lines: boolean, 
/**
 * From top to bottom.
 */
rows: Array<PaperRow>, } | { "part": "picture", 
/**
 * Its place.
 */
picture: number, 
/**
 * As it is shown.
 */
width: number, 
/**
 * As it is shown.
 */
height: number, 
/**
 * What a screen reader says of it.
 */
described: string, };

export type PaperRow = { 
/**
 * A head.
 */
head: boolean, 
/**
 * Together as wide as the table.
 */
cells: Array<PaperCell>, };

export type PaperCell = { 
/**
 * Columns it takes.
 */
span: number, 
/**
 * Tinted as a label.
 */
tint: boolean, 
/**
 * What it says.
 */
parts: Array<Part>, };

export type RecheckPlan = { 
/**
 * Days after the acceptance.
 */
days: number, 
/**
 * Its day.
 */
due: string, };

export type SiteArchive = { 
/**
 * The row.
 */
site: SiteRow, 
/**
 * Its kind is none of the project's, but a word that another program wrote.
 */
kind_unknown: boolean, 
/**
 * Household (户主): personal data.
 */
household: string, 
/**
 * Telephone: personal data.
 */
phone: string, 
/**
 * Kind of area.
 */
area: string, 
/**
 * Source.
 */
source: string, 
/**
 * Found on.
 */
found_on: string | null, 
/**
 * Size as written.
 */
size: string, 
/**
 * Description.
 */
note: string, 
/**
 * Suspended until.
 */
suspended_until: string | null, 
/**
 * Why it is escalated; empty where it is not.
 */
escalated: string, 
/**
 * Who escalated it.
 */
escalated_by: string, 
/**
 * Since when.
 */
escalated_on: string | null, 
/**
 * Next re-check.
 */
recheck: string | null, 
/**
 * The chief of its cell.
 */
chief: DutyView | null, 
/**
 * The one person who answers for it; none where its cell has no chief and nobody was named.
 */
answerable: PersonRef | null, 
/**
 * That person answers for it as the chief of its cell.
 */
inherited: boolean, 
/**
 * It was inspected at least once, so that an acceptance form can be written.
 */
inspected: boolean, 
/**
 * The tasks that it counts in.
 */
tasks: Array<SiteTask>, 
/**
 * Its moves, oldest first.
 */
steps: Array<StepView>, 
/**
 * The moves it could make, the usual next one first.
 */
actions: Array<ActionOffer>, 
/**
 * Who submitted it last.
 */
submitter: string | null, 
/**
 * Its kind asks for a photo before and one after.
 */
photo_rule: boolean, 
/**
 * Re-checks that an acceptance today would lay down.
 */
recheck_plan: Array<RecheckPlan>, 
/**
 * The standard of its kind.
 */
standard: Array<StandardItem>, 
/**
 * Version of that standard.
 */
standard_version: number, 
/**
 * Photos kept: before, after, other.
 */
photos: [number, number, number], 
/**
 * The photos, oldest first.
 */
shots: Array<PhotoView>, };

export type StepInput = { 
/**
 * Opinion or reason.
 */
note: string, 
/**
 * Until when, for suspend (YYYY-MM-DD).
 */
until: string | null, 
/**
 * Items of the standard that passed.
 */
pass: Array<number>, 
/**
 * Items that failed.
 */
fail: Array<number>, 
/**
 * Items that do not apply; the note or the item's remark holds the reason.
 */
not_applicable: Array<number>, 
/**
 * What is said of single items, by their numbers.
 */
remarks: { [key in number]: string }, 
/**
 * The standard that the items were shown from; none = whatever it is now.
 */
judged_by: JudgedBy | null, };

export type JudgedBy = { 
/**
 * Code of the kind.
 */
kind: string, 
/**
 * Version of its standard.
 */
version: number, };

export type SiteInput = { kind: string, lon: number, lat: number, address: string, village: string, household: string, phone: string, source: string, area: string, size: string, note: string, deadline: string | null, };

export type SiteChange = { kind: string | null, address: string | null, village: string | null, household: string | null, phone: string | null, area: string | null, source: string | null, found_on: string | null, deadline: string | null, size: string | null, note: string | null, };

export type Done = { 
/**
 * The edit; none when nothing had to change.
 */
edit: EditInfo | null, 
/**
 * Number of the edit, whatever others wrote since; where none was made, of the newest when that was found.
 */
revision: number, 
/**
 * A site that was added.
 */
site: SiteId | null, };

export type Hit = { 
/**
 * What it is: `grid`, `site` or `person`.
 */
what: string, 
/**
 * Its key: GridId, SiteId or PersonId.
 */
id: number, 
/**
 * First line.
 */
title: string, 
/**
 * Second line.
 */
detail: string, 
/**
 * Level of a grid: a village and its one cell may have the same name.
 */
level: Level | null, 
/**
 * Where to fly: west, south, east, north; for a person, all cells they are chief of.
 */
bbox: [number, number, number, number] | null, };

export type CellChief = { 
/**
 * Who; none = nobody.
 */
person: PersonId | null, 
/**
 * Their name; empty for nobody.
 */
name: string, 
/**
 * How many of the cells.
 */
grids: number, };

export type HeldBy = { 
/**
 * The grid.
 */
grid: GridId, 
/**
 * The role.
 */
role: string, 
/**
 * The people among them.
 */
people: Array<PersonId>, 
/**
 * Names, of several people of one name with what tells them apart; none where nobody has it.
 */
names: Array<string>, 
/**
 * Where nobody has it: who has it for the nearest ground above, and no longer answers once it is given.
 */
above: Array<string>, 
/**
 * One holder at a time: whoever is given the role takes the place of these.
 */
one: boolean, };

export type ChiefLoad = { 
/**
 * The person; none = vacant cells.
 */
person: PersonId | null, 
/**
 * Name.
 */
name: string, 
/**
 * Post.
 */
post: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Colour index 0–7 of their cells, or of those that they are to have; kept while the project is open.
 */
colour: number, 
/**
 * Cells.
 */
grids: number, 
/**
 * Unresolved sites in them.
 */
unresolved: number, 
/**
 * Overdue ones.
 */
overdue: number, };

export type ImportAs = "grids" | "sites" | "people" | "feedback";

export type ImportOptions = { 
/**
 * As what.
 */
as: ImportAs, 
/**
 * `wgs84`, `gcj02`, `bd09` or `EPSG:n`.
 */
crs: string, 
/**
 * Field → column, overriding what the headings say; an empty column means "none".
 */
map: { [key in string]: string }, 
/**
 * Field → value for every row.
 */
set: { [key in string]: string }, 
/**
 * Word in the column of kinds → code or name of the kind that it means; an empty one leaves its rows out.
 */
kinds: { [key in string]: string }, 
/**
 * A row whose number or code is there already is about the same thing, however much it differs. Otherwise one that
 * differs in what tells things apart stays out.
 */
same: boolean, };

export type RowOutcome = "inserted" | "updated" | "unchanged" | "questioned" | "rejected";

export type RowFilter = "all" | "inserted" | "updated" | "unchanged" | "questioned" | "rejected" | "outside" | "placeless";

export type Rejection = { 
/**
 * Its place in the source: `row 58`, `feature 3`.
 */
where: string, 
/**
 * Why.
 */
reason: string, };

export type NowhereSite = { 
/**
 * Its place in the source.
 */
where: string, 
/**
 * Its number.
 */
number: string, 
/**
 * It has coordinates, but no cell is there.
 */
has_coordinates: boolean, };

export type KindWord = { 
/**
 * As the source has it.
 */
word: string, 
/**
 * In how many rows it stands.
 */
rows: number, 
/**
 * Code of the kind that it was taken for; none where its rows stay out.
 */
kind: string | null, 
/**
 * Its rows stay out because the office said so; otherwise because it is not known.
 */
left_out: boolean, 
/**
 * Code of the kind that it may mean.
 */
guess: string | null, };

export type LandsIn = { 
/**
 * Its code.
 */
code: string, 
/**
 * Its name, or its code where it has none.
 */
name: string, };

export type NearSite = { 
/**
 * Key.
 */
id: SiteId, 
/**
 * Its number.
 */
number: string, 
/**
 * Code of its kind.
 */
kind: string, 
/**
 * State.
 */
state: State, 
/**
 * Address.
 */
address: string, 
/**
 * How far it is.
 */
metres: number, 
/**
 * Where it is.
 */
lon_lat: [number, number] | null, };

export type Landing = { 
/**
 * The cell; none where the place lies in none.
 */
grid: GridRef | null, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * Its chief's name; none = vacant.
 */
chief: string | null, };

export type NearWarning = { 
/**
 * The new site's place in the source.
 */
where: string, 
/**
 * Its number.
 */
number: string, 
/**
 * Its address.
 */
address: string, 
/**
 * The nearest of its kind.
 */
near: NearSite, 
/**
 * That one's place in the same source; empty where the project had it before.
 */
near_where: string, };

export type ImportReport = { 
/**
 * The edit; none when nothing had to change.
 */
edit: EditId | null, 
/**
 * New rows.
 */
inserted: number, 
/**
 * Changed rows.
 */
updated: number, 
/**
 * Rows that were the same.
 */
unchanged: number, 
/**
 * Rows not taken, those in question too: as many of them as are listed.
 */
rejected: Array<Rejection>, 
/**
 * How many rows were not taken in all.
 */
rejected_total: number, 
/**
 * How many of them are in question: their number or code is there for something else.
 */
questioned: number, 
/**
 * Things done to the data that the office should know: Z dropped, encoding, coordinates converted.
 */
notes: Array<string>, 
/**
 * Words in the column of kinds that are no kind's name: those that are asked first, then those in most rows.
 */
words: Array<KindWord>, 
/**
 * Sites with coordinates that no cell holds.
 */
outside: number, 
/**
 * Sites without coordinates.
 */
placeless: number, 
/**
 * The first sites of both sorts.
 */
nowhere: Array<NowhereSite>, 
/**
 * New sites that lie near another of their kind; all of them were taken.
 */
duplicates: number, 
/**
 * How many of those are near another row of the source itself.
 */
duplicates_within: number, 
/**
 * The first of those.
 */
warnings: Array<NearWarning>, 
/**
 * Where what came in lies: west, south, east, north.
 */
bbox: [number, number, number, number] | null, };

export type ColumnPreview = { 
/**
 * Heading.
 */
name: string, 
/**
 * First few values.
 */
samples: Array<string>, 
/**
 * Field it goes to.
 */
field: string | null, };

export type RowPreview = { 
/**
 * Its place in the source.
 */
where: string, 
/**
 * What would become of it.
 */
outcome: RowOutcome, 
/**
 * Field → value as read.
 */
values: { [key in string]: string }, 
/**
 * The cell that a site would land in.
 */
lands_in: LandsIn | null, 
/**
 * Reason for a refusal.
 */
reason: string, };

export type RowPage = { 
/**
 * How many it leaves.
 */
total: number, 
/**
 * Rows before these.
 */
offset: number, 
/**
 * These.
 */
rows: Array<RowPreview>, };

export type ImportPreview = { 
/**
 * File name.
 */
file_name: string, 
/**
 * How it was read (`GeoJSON`, `CSV, GBK`).
 */
format: string, 
/**
 * The options it was read with.
 */
options: ImportOptions, 
/**
 * Columns and where they go.
 */
columns: Array<ColumnPreview>, 
/**
 * Fields that this target knows.
 */
fields: Array<string>, 
/**
 * The first page of its rows.
 */
rows: RowPage, 
/**
 * The whole report, as if it had been done.
 */
report: ImportReport, 
/**
 * A column that must be there and is not; an import is refused with this sentence until it is named or set.
 */
lack: string | null, 
/**
 * Some row or feature gives a position, so that its coordinate system matters.
 */
has_places: boolean, };

export type AssignReport = { 
/**
 * Sites that have a cell.
 */
assigned: number, 
/**
 * Sites in none.
 */
unassigned: number, 
/**
 * Sites whose cell changed.
 */
changed: number, };

export type FaultKind = "damaged" | "foreign" | "loose" | "level" | "invalid" | "overlap" | "gap" | "ownerless" | "outside" | "unreachable" | "no_department";

export type Fault = { 
/**
 * Kind.
 */
kind: FaultKind, 
/**
 * Codes of the grids concerned.
 */
grids: Array<string>, 
/**
 * The grids themselves.
 */
cells: Array<GridRef>, 
/**
 * The site concerned.
 */
site: SiteId | null, 
/**
 * Its number.
 */
number: string | null, 
/**
 * The village and address by which people know it.
 */
called: string, 
/**
 * In words: which ring, which site, how large.
 */
where: string, 
/**
 * A point on it, longitude and latitude.
 */
at: [number, number] | null, 
/**
 * Area in square metres, for overlaps and gaps; none for those that could not be measured.
 */
area_m2: number | null, 
/**
 * An overlap or a gap narrower than a millimetre, in the mean.
 */
narrow: boolean, };

export type FaultCount = { 
/**
 * Kind.
 */
kind: FaultKind, 
/**
 * All of them.
 */
count: number, 
/**
 * Those that are narrower than a millimetre.
 */
narrow: number, 
/**
 * They are warnings, and no faults of the cells.
 */
warning: boolean, };

export type CheckReport = { 
/**
 * All faults, by kind; overlaps and gaps the largest first, what is narrow last.
 */
faults: Array<Fault>, 
/**
 * What the office should see to and that is no fault of the cells, by kind.
 */
warnings: Array<Fault>, 
/**
 * Drawn grids that were looked at; a project without any is not without faults.
 */
grids: number, 
/**
 * How many there are of each kind, faults and warnings.
 */
counts: Array<FaultCount>, };

export type Astray = { 
/**
 * How many.
 */
count: number, 
/**
 * The first of them.
 */
grids: Array<GridRef>, 
/**
 * What lies in all of them.
 */
figures: Figures, };

export type StatusRow = { 
/**
 * The grid.
 */
grid: GridRef, 
/**
 * Its figures.
 */
figures: Figures, };

export type Status = { 
/**
 * The day it is true for.
 */
on: string, 
/**
 * Everything asked about.
 */
figures: Figures, 
/**
 * Sites in no cell.
 */
unassigned: number, 
/**
 * One line per child of the grid asked about (subdistricts for the whole district; cells where there is no tree).
 */
rows: Array<StatusRow>, 
/**
 * Ground that lies in none, where there is any: no figures of the ground above hold its sites.
 */
astray: Astray | null, };

export type PastDays = { 
/**
 * The first: that of the first edit or move.
 */
first: string, 
/**
 * The last: today.
 */
last: string, 
/**
 * Unresolved sites at the end of each of them.
 */
unresolved: Array<number>, };

export type KindCount = { code: string, unresolved: number, };

export type PastDay = { 
/**
 * What `status` says of the day.
 */
status: Status, 
/**
 * Each kind.
 */
kinds: Array<KindCount>, 
/**
 * Drawn cells without a chief on the day.
 */
vacant: number, };

export type PastGrid = { 
/**
 * The day.
 */
on: string, 
/**
 * The grid with its figures and its chief.
 */
grid: GridRow, 
/**
 * Duties in force on the day.
 */
duties: Array<DutyView>, 
/**
 * Sites unresolved on the day, latest first: at most 500.
 */
unresolved: Array<SiteRow>, };

export type PastSite = { 
/**
 * The day.
 */
on: string, 
/**
 * The row, with the state and the lateness of the day.
 */
site: SiteRow, 
/**
 * It was there on the day.
 */
there: boolean, 
/**
 * What had happened by the end of the day, oldest first.
 */
entries: Array<HistoryEntry>, 
/**
 * What happened after it.
 */
later: number, };

export type PastMoves = { 
/**
 * Sites that came in.
 */
new: number, 
/**
 * Acceptances.
 */
accepted: number, 
/**
 * Returns.
 */
returned: number, 
/**
 * Relapses.
 */
relapsed: number, };

export type ComparedGrid = { 
/**
 * The grid.
 */
grid: GridRef, 
/**
 * Unresolved on the earlier day.
 */
before: number, 
/**
 * Unresolved on the later one.
 */
after: number, };

export type MovedSite = { 
/**
 * The site as it stood on the later day.
 */
site: SiteRow, 
/**
 * Its state on the earlier day; none where it was not there yet.
 */
from: State | null, 
/**
 * Times returned between them.
 */
returned: number, 
/**
 * Times relapsed between them.
 */
relapsed: number, };

export type Comparison = { 
/**
 * The earlier day.
 */
since: string, 
/**
 * The later day.
 */
on: string, 
/**
 * Everything asked about, on the earlier day.
 */
before: Figures, 
/**
 * And on the later one.
 */
after: Figures, 
/**
 * What moved between the two.
 */
moved: PastMoves, 
/**
 * One line per child of the grid asked about.
 */
rows: Array<ComparedGrid>, 
/**
 * Unresolved sites in no cell on both days, where the whole district was asked about.
 */
loose: [number, number], 
/**
 * Cells with fewer unresolved sites.
 */
better: number, 
/**
 * Cells with more.
 */
worse: number, 
/**
 * Cells with as many, with a site in them on either day.
 */
same: number, 
/**
 * Sites that moved, in all.
 */
total: number, 
/**
 * The first 500 of them, returned and relapsed ones first.
 */
sites: Array<MovedSite>, };

export type PersonInput = { name: string, post: string, phone: string, org: string, 
/**
 * Another one of a name that is there; otherwise whoever it may be is taken.
 */
second: boolean, };

export type Sort = { 
/**
 * Column; empty = `code` or `number`.
 */
by: string, 
/**
 * Largest first.
 */
descending: boolean, };

export type Today = { 
/**
 * Reported, to be verified.
 */
reported: number, 
/**
 * Filed, not yet sent to a chief.
 */
filed: number, 
/**
 * Unresolved, with this day as deadline.
 */
due_today: number, 
/**
 * Unresolved, with one of the next seven days as deadline.
 */
due_soon: number, 
/**
 * Unresolved and past their deadline.
 */
overdue: number, 
/**
 * Waiting for inspection.
 */
submitted: number, 
/**
 * Escalated and unresolved.
 */
escalated: number, 
/**
 * Suspended, and the day until when has come.
 */
suspension_over: number, 
/**
 * Unresolved, of a kind on which work stops that day (冬季停工).
 */
paused: number, 
/**
 * Accepted, with a re-check due.
 */
recheck_due: number, 
/**
 * Unresolved again after they were accepted.
 */
relapsed: number, 
/**
 * Unresolved, in no cell.
 */
loose: number, 
/**
 * Cells without a chief.
 */
vacant: number, 
/**
 * Cells whose chief has no telephone.
 */
unreachable: number, 
/**
 * Cells for which no department answers.
 */
no_department: number, 
/**
 * Squares of campaigns by cells that hold no task.
 */
empty_squares: number, 
/**
 * Problems of the review that are not struck off.
 */
feedback_open: number, 
/**
 * Problems of the review that are claimed done, or struck off, and are not done.
 */
claimed_not_done: number, };

export type TodayPage = { 
/**
 * The day it is true for.
 */
on: string, 
/**
 * Codes of the kinds that the lines tell apart.
 */
kinds: Array<string>, 
/**
 * One line a matter.
 */
lines: Array<TodayLine>, };

export type TodayLine = { 
/**
 * Which.
 */
matter: Matter, 
/**
 * How many sites, cells, squares or problems.
 */
total: number, 
/**
 * How many sites of each kind of the page; none where it is not about sites.
 */
kinds: Array<number> | null, 
/**
 * The most pressing one; none where nothing waits.
 */
urgent: Urgent | null, 
/**
 * The filter of the tables and the map that shows as many; none where its list is another place's.
 */
filter: Filter | null, };

export type Urgent = { 
/**
 * Name of its cell; of what lies in none its address or number; a subdistrict's name; a problem's number.
 */
name: string, 
/**
 * Days past its day, negative while days are left; none without one.
 */
days_late: number | null, 
/**
 * Of a problem: it was struck off on that day, and not only reported done.
 */
struck: boolean, 
/**
 * The day that counts: a deadline, until when it is suspended, when a re-check is due, since when a cell has no chief.
 */
day: string | null, 
/**
 * Round of a re-check: 30, 90, 180.
 */
round: number | null, 
/**
 * Unresolved sites of a cell, empty squares of a subdistrict, or, of sites in no cell, those without a place.
 */
count: number | null, };

export type TodayList = { 
/**
 * Sites, where it is about sites.
 */
sites: Array<TodaySite>, 
/**
 * Cells, where it is about cells or their squares.
 */
cells: Array<TodayCell>, 
/**
 * Problems of the review.
 */
problems: Array<FeedbackRow>, };

export type TodaySite = { 
/**
 * The site.
 */
site: SiteRow, 
/**
 * Its cell's chief; none where there is none.
 */
chief: string | null, 
/**
 * The day that counts here: its deadline, until when it is suspended, when it is to be re-checked.
 */
day: string | null, 
/**
 * Days past that day, negative while days are left.
 */
days_late: number | null, 
/**
 * Round of its re-check.
 */
round: number | null, };

export type TodayCell = { 
/**
 * The cell.
 */
grid: GridRow, 
/**
 * Its unresolved sites, or its empty squares.
 */
count: number, 
/**
 * Last day of its last chief; none where it never had one, or has one.
 */
since: string | null, };

export type Trend = { 
/**
 * The days, oldest first; the last one is today. None before the file's first, and none at all where only today is left.
 */
days: Array<string>, 
/**
 * Counts on each day, a line a kind.
 */
kinds: Array<TrendKind>, 
/**
 * Day of the last meeting, where it lies among them.
 */
meeting: string | null, 
/**
 * All unresolved sites now, and at the end of yesterday where the file knows it.
 */
unresolved: number, 
/**
 * See `unresolved`.
 */
yesterday: number | null, };

export type TrendKind = { 
/**
 * Code of the kind.
 */
code: string, 
/**
 * Unresolved sites on each day.
 */
unresolved: Array<number>, };

export type Badges = { 
/**
 * Unresolved, with this day as deadline.
 */
due_today: number, 
/**
 * Problems of the review that are claimed done, or struck off, and are not done.
 */
claimed_not_done: number, };

export type RecheckRow = { 
/**
 * Key of the re-check.
 */
id: number, 
/**
 * The site.
 */
site: SiteId, 
/**
 * Its number.
 */
number: string, 
/**
 * Kind code.
 */
kind: string, 
/**
 * Address.
 */
address: string, 
/**
 * Cell's name; empty where it has none.
 */
grid: string, 
/**
 * Day of the re-check.
 */
due: string, 
/**
 * Days after the acceptance for which it was laid down: 30, 90, 180.
 */
round: number, 
/**
 * Days past that day; negative while days are left.
 */
days_late: number, };

export type BatchRow = { 
/**
 * The site.
 */
site: SiteId, 
/**
 * Its number.
 */
number: string, 
/**
 * Why it was refused; none when it was done.
 */
refused: string | null, 
/**
 * Codes of what was missing; `not_from_here` where it stands elsewhere.
 */
missing: Array<string>, };

export type QueueRow = { 
/**
 * The site.
 */
site: SiteRow, 
/**
 * Who submitted it; empty where no such step is known.
 */
submitted_by: string, 
/**
 * When, UTC.
 */
submitted_at: string | null, };

export type InspectionQueue = { 
/**
 * How many wait of each kind.
 */
kinds: Array<[string, number]>, 
/**
 * The longest waiting first, as far as was asked for.
 */
rows: Array<QueueRow>, };

export type BatchOffer = { 
/**
 * The move.
 */
action: Action, 
/**
 * How many of the chosen sites stand where it can be made.
 */
sites: number, 
/**
 * Needs a note (a reason).
 */
needs_note: boolean, 
/**
 * Needs an until-date.
 */
needs_until: boolean, };

export type BatchDone = { 
/**
 * The edit; none where no site moved.
 */
edit: EditId | null, 
/**
 * How many moved.
 */
moved: number, 
/**
 * Each site, in the order given.
 */
rows: Array<BatchRow>, };

export type CampaignInput = { code: string | null, name: string | null, name_en: string | null, standard: string | null, kind: string | null, deadline: string | null, };

export type CampaignRow = { 
/**
 * Key.
 */
id: CampaignId, 
/**
 * Code.
 */
code: string, 
/**
 * The office's name.
 */
name: string, 
/**
 * English name.
 */
name_en: string, 
/**
 * Standard to reach.
 */
standard: string, 
/**
 * Code of the kind of site that it is about.
 */
kind: string | null, 
/**
 * Deadline, YYYY-MM-DD.
 */
deadline: string | null, 
/**
 * The day it was closed; none = under way.
 */
closed_on: string | null, 
/**
 * Its tasks, those of ground above the cells too.
 */
tasks: number, 
/**
 * Tasks accepted.
 */
accepted: number, 
/**
 * Tasks complete: those, and those whose sites are all accepted.
 */
complete: number, 
/**
 * Tasks overdue.
 */
overdue: number, 
/**
 * What is done in its tasks: sites, items of checklists, tasks as a whole.
 */
done: number, 
/**
 * Of how many.
 */
total: number, 
/**
 * Cells without a task of it that were not decided to need none: empty squares.
 */
empty: number, 
/**
 * Cells where it was decided not to apply.
 */
exempt: number, };

export type PersonRef = { id: PersonId, name: string, };

export type TaskRow = { 
/**
 * Key.
 */
id: TaskId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * Code of the campaign.
 */
code: string, 
/**
 * Name of the campaign.
 */
name: string, 
/**
 * Its English name; empty where it has none.
 */
name_en: string, 
/**
 * Its grid.
 */
grid: GridRef, 
/**
 * State.
 */
state: TaskState, 
/**
 * Standard to reach: its own, else the campaign's.
 */
standard: string, 
/**
 * Deadline: its own, else the campaign's.
 */
deadline: string | null, 
/**
 * Nothing is left to do: it is accepted, or all its sites are.
 */
complete: boolean, 
/**
 * Not complete and past its deadline.
 */
overdue: boolean, 
/**
 * Accepted, and a site of it is wrong again.
 */
slipped: boolean, 
/**
 * What its progress is counted in.
 */
basis: Basis, 
/**
 * How many of them are done; of sites, accepted.
 */
done: number, 
/**
 * How many there are; dismissed sites do not count.
 */
total: number, 
/**
 * Times returned.
 */
rework: number, 
/**
 * Who answers for it: the person it was given to, else the chief of its grid.
 */
answerable: PersonRef | null, 
/**
 * That person is the chief, who inherits it.
 */
inherited: boolean, };

export type TaskItem = { number: number, text: string, done: boolean, };

export type TaskItemsInput = { 
/**
 * The whole list anew; an item that was there keeps its tick.
 */
set: Array<string> | null, 
/**
 * Items to add at its end.
 */
add: Array<string>, 
/**
 * Numbers of items that are done.
 */
done: Array<number>, 
/**
 * Numbers of items that are not done after all.
 */
undone: Array<number>, };

export type TaskStepView = { 
/**
 * Moment, UTC.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * Their post.
 */
post: string, 
/**
 * The move.
 */
action: TaskAction, 
/**
 * State before.
 */
from: TaskState, 
/**
 * State after.
 */
to: TaskState, 
/**
 * Opinion.
 */
note: string, };

export type TaskOffer = { 
/**
 * The move.
 */
action: TaskAction, 
/**
 * Needs a note (a reason).
 */
needs_note: boolean, 
/**
 * Why it cannot be made now: `sites`, `items`, `same_person`.
 */
missing: Array<string>, };

export type TaskArchive = { 
/**
 * The row.
 */
task: TaskRow, 
/**
 * Its checklist.
 */
items: Array<TaskItem>, 
/**
 * Its moves, oldest first.
 */
steps: Array<TaskStepView>, 
/**
 * Sites that count in it, unresolved ones first: at most 500.
 */
sites: Array<SiteRow>, 
/**
 * How many sites count in it.
 */
sites_total: number, 
/**
 * Those listed that were tied to it by hand.
 */
tied: Array<SiteId>, 
/**
 * Responsible departments of its grid, and leading people: duties in force, inherited ones too.
 */
duties: Array<DutyView>, 
/**
 * Its own deadline; none = the campaign's.
 */
own_deadline: string | null, 
/**
 * Its own standard; empty = the campaign's.
 */
own_standard: string, 
/**
 * The day its campaign was closed; none = under way.
 */
closed_on: string | null, 
/**
 * The moves it could make, the usual next one first.
 */
actions: Array<TaskOffer>, };

export type Square = { task: TaskId, state: TaskState, basis: Basis, done: number, total: number, complete: boolean, overdue: boolean, };

export type Squares = { 
/**
 * Tasks.
 */
tasks: number, 
/**
 * Tasks that are complete.
 */
complete: number, 
/**
 * Tasks overdue.
 */
overdue: number, 
/**
 * What is done in them.
 */
done: number, 
/**
 * Of how many.
 */
total: number, 
/**
 * Empty squares.
 */
empty: number, 
/**
 * Squares decided not to apply.
 */
exempt: number, };

export type ExemptionView = { 
/**
 * The reason.
 */
reason: string, 
/**
 * Who decided.
 */
actor: string, 
/**
 * When, UTC.
 */
at: string, };

export type VacantSquare = { 
/**
 * The campaign.
 */
campaign: CampaignRow, 
/**
 * The cell.
 */
grid: GridRef, 
/**
 * Its chief's name, who would answer for the task; none = vacant.
 */
chief: string | null, 
/**
 * The decision that it does not apply; none = an empty square.
 */
exemption: ExemptionView | null, 
/**
 * Unresolved sites of the campaign's kind in the cell.
 */
unresolved: number, };

export type MatrixRow = { 
/**
 * The cell.
 */
grid: GridRef, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * Its chief's name; none = vacant.
 */
chief: string | null, 
/**
 * One a campaign, in the order of `campaigns`; none = without a task.
 */
squares: Array<Square | null>, 
/**
 * Places of the campaigns that were decided not to apply; the other squares without a task are empty.
 */
exempt: Array<number>, 
/**
 * Empty squares.
 */
empty: number, 
/**
 * Tasks overdue.
 */
overdue: number, };

export type MatrixPart = { 
/**
 * The subdistrict; none for cells that lie in none.
 */
grid: GridRef | null, 
/**
 * Its cells.
 */
cells: number, 
/**
 * Their empty squares.
 */
empty: number, 
/**
 * Their tasks overdue.
 */
overdue: number, 
/**
 * Their squares, one sum a campaign.
 */
squares: Array<Squares>, };

export type Matrix = { 
/**
 * The day it is true for.
 */
on: string, 
/**
 * Columns: campaigns that are under way, in the office's order.
 */
campaigns: Array<CampaignRow>, 
/**
 * Rows, in the order of codes; none where only the heads were asked for.
 */
rows: Array<MatrixRow>, 
/**
 * Per subdistrict, in the order of codes.
 */
subdistricts: Array<MatrixPart>, 
/**
 * Squares of all cells, one sum a campaign.
 */
squares: Array<Squares>, 
/**
 * Cells.
 */
cells: number, 
/**
 * Empty squares in all.
 */
empty: number, 
/**
 * Tasks of cells that are overdue.
 */
overdue: number, };

export type CellChoice = { 
/**
 * Every cell.
 */
all: boolean, 
/**
 * Cells of these codes.
 */
cells: Array<string>, 
/**
 * Cells below the grid of this code.
 */
under: string | null, 
/**
 * Cells with an unresolved site of this kind.
 */
with_unresolved: string | null, };

export type BreakdownPlan = { 
/**
 * Cells chosen.
 */
cells: number, 
/**
 * Those that would get a task.
 */
new: Array<GridId>, 
/**
 * Those that have their task already.
 */
there: number, 
/**
 * Those where the campaign was decided not to apply; they are left alone.
 */
exempt: number, };

export type TasksReport = { 
/**
 * Cells chosen.
 */
cells: number, 
/**
 * Tasks given or withdrawn.
 */
changed: number, 
/**
 * Cells left as they are: their task was there already, or has steps or a review's problem tied to it, or is none.
 */
left: number, 
/**
 * The edit; none when nothing had to change.
 */
edit: EditId | null, 
/**
 * As of [`super::Done`].
 */
revision: number, };

export type Answered = { 
/**
 * Tasks that are not complete.
 */
tasks: Array<TaskRow>, 
/**
 * How many tasks in all.
 */
tasks_total: number, 
/**
 * Unresolved sites, by number.
 */
sites: Array<SiteRow>, 
/**
 * How many sites in all.
 */
sites_total: number, };

export type PersonLoad = { 
/**
 * The person; none = what nobody answers for.
 */
person: PersonRef | null, 
/**
 * Unresolved sites.
 */
sites: number, 
/**
 * Tasks that are not complete.
 */
tasks: number, 
/**
 * Of these sites, overdue.
 */
overdue: number, 
/**
 * Of these tasks, overdue.
 */
tasks_overdue: number, 
/**
 * More than one and a half times the sites, or the tasks, that people carry in the mean, among those who answer for
 * anything.
 */
heavy: boolean, 
/**
 * The sites are too many.
 */
many_sites: boolean, 
/**
 * The tasks are too many.
 */
many_tasks: boolean, };

export type SiteTask = { 
/**
 * The task.
 */
id: TaskId, 
/**
 * Its campaign.
 */
campaign: CampaignId, 
/**
 * The campaign's name.
 */
name: string, 
/**
 * Its English name; empty where it has none.
 */
name_en: string, 
/**
 * Its grid.
 */
grid: GridRef, 
/**
 * Tied to it by hand; otherwise it counts by its kind and place.
 */
tied: boolean, };

export type PatrolInput = { 
/**
 * The day, YYYY-MM-DD; empty = today.
 */
day: string, 
/**
 * Who walked.
 */
who: string, 
/**
 * Organisations that walked along.
 */
orgs: Array<string>, 
/**
 * What is to be said of it.
 */
note: string, 
/**
 * Questions raised.
 */
questions: Array<string>, 
/**
 * Sites looked at.
 */
sites: Array<PatrolSiteInput>, };

export type PatrolSiteInput = { 
/**
 * The site.
 */
site: SiteId, 
/**
 * It was found on this patrol.
 */
found: boolean, 
/**
 * What was seen there.
 */
seen: string, };

export type PatrolSite = { site: SiteId, number: string, address: string, found: boolean, seen: string, };

export type PatrolView = { id: PatrolId, grid: GridRef, day: string, who: string, orgs: Array<string>, note: string, questions: Array<string>, sites: Array<PatrolSite>, };

export type WalkRow = { 
/**
 * The cell.
 */
grid: GridRef, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * Its chief's name; none = vacant.
 */
chief: string | null, 
/**
 * When it was last walked; none = never.
 */
last: string | null, 
/**
 * Days since; none = never walked.
 */
days: number | null, 
/**
 * It is to be walked again.
 */
due: boolean, 
/**
 * Its unresolved sites.
 */
unresolved: number, 
/**
 * West, south, east, north.
 */
bbox: [number, number, number, number] | null, };

export type Lack = "chief" | "phone" | "department";

export type Crowd = "chiefs" | "heavy" | "unreachable";

export type PersonChange = { name: string | null, post: string | null, phone: string | null, org: string | null, };

export type PersonLine = { 
/**
 * Key.
 */
id: PersonId, 
/**
 * Name.
 */
name: string, 
/**
 * Post.
 */
post: string, 
/**
 * Telephone.
 */
phone: string, 
/**
 * Organisation.
 */
org: string, 
/**
 * Cells they are chief of.
 */
grids: number, 
/**
 * Unresolved sites they answer for.
 */
sites: number, 
/**
 * Tasks they answer for that are not complete.
 */
tasks: number, 
/**
 * Of these sites, overdue.
 */
overdue: number, 
/**
 * Of these tasks, overdue.
 */
tasks_overdue: number, 
/**
 * Carries more than one and a half times the mean of sites, or of tasks.
 */
heavy: boolean, 
/**
 * The sites are too many.
 */
many_sites: boolean, 
/**
 * The tasks are too many.
 */
many_tasks: boolean, };

export type PeopleFilter = { 
/**
 * Words looked for in names, telephones, posts, organisations.
 */
text: string, 
/**
 * Only these.
 */
only: Crowd | null, };

export type HeldDuty = { 
/**
 * Role code.
 */
role: string, 
/**
 * Role in the office's words.
 */
role_name: string, 
/**
 * The ground.
 */
grid: GridRef, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * First day; none where unknown.
 */
from: string | null, 
/**
 * Last day; none = until further notice.
 */
to: string | null, 
/**
 * In force on the day asked about.
 */
now: boolean, 
/**
 * Past; what is neither is still to come.
 */
ended: boolean, 
/**
 * Sites of the ground with all below it, today.
 */
figures: Figures, 
/**
 * Who took over as chief, for a past duty of a chief.
 */
next: string | null, 
/**
 * West, south, east, north of the ground.
 */
bbox: [number, number, number, number] | null, };

export type PersonPage = { 
/**
 * The person with what they carry.
 */
person: PersonLine, 
/**
 * Unresolved sites that those who answer for any carry, in the mean.
 */
mean_sites: number, 
/**
 * Tasks in the mean, likewise.
 */
mean_tasks: number, 
/**
 * Duties in force, by role and code; then those to come; then the past ones, the latest first.
 */
duties: Array<HeldDuty>, 
/**
 * Tasks that are not complete, overdue ones first: at most 500; `person.tasks` has the count.
 */
tasks: Array<TaskRow>, 
/**
 * Unresolved sites, the latest first: at most 500; `person.sites` has the count.
 */
sites: Array<SiteRow>, };

export type Vacancy = { 
/**
 * What.
 */
lack: Lack, 
/**
 * The cell.
 */
grid: GridRef, 
/**
 * Name of its subdistrict or town; empty where unknown.
 */
subdistrict: string, 
/**
 * Its chief, where only the telephone or the department is missing.
 */
chief: PersonId | null, 
/**
 * Their name.
 */
chief_name: string, 
/**
 * Its unresolved sites.
 */
unresolved: number, 
/**
 * Overdue ones.
 */
overdue: number, 
/**
 * West, south, east, north.
 */
bbox: [number, number, number, number] | null, };

export type Vacancies = { 
/**
 * Cells in all.
 */
cells: number, 
/**
 * Cells without a chief, those whose chief has no telephone, those without a department; in the order of codes each.
 */
rows: Array<Vacancy>, };

export type RollupRow = { 
/**
 * The ground; none for sites in no cell.
 */
grid: GridRef | null, 
/**
 * What lies at the ground itself, apart from the parts below it.
 */
own: boolean, 
/**
 * Has parts below it.
 */
parts: boolean, 
/**
 * Its cells.
 */
cells: number, 
/**
 * Its sites.
 */
figures: Figures, 
/**
 * Times that its sites were returned.
 */
rework: number, 
/**
 * Times that its sites relapsed.
 */
relapse: number, 
/**
 * Unresolved sites under escalation.
 */
escalated: number, 
/**
 * Cells without a chief.
 */
vacant: number, 
/**
 * Cells to be walked again.
 */
unwalked: number, 
/**
 * West, south, east, north.
 */
bbox: [number, number, number, number] | null, };

export type Rollup = { 
/**
 * The day it is true for.
 */
on: string, 
/**
 * From the district down to the ground asked about; empty for the whole project.
 */
path: Array<GridRef>, 
/**
 * The whole.
 */
whole: RollupRow, 
/**
 * Its parts, by code.
 */
rows: Array<RollupRow>, };

export type LinkedSite = { 
/**
 * Key.
 */
id: SiteId, 
/**
 * The office's number of it.
 */
number: string, 
/**
 * Code of its kind.
 */
kind: string, 
/**
 * State.
 */
state: State, 
/**
 * Address.
 */
address: string, 
/**
 * Its cell.
 */
grid: GridRef | null, };

export type LinkedTask = { 
/**
 * Key.
 */
id: TaskId, 
/**
 * Name of its campaign.
 */
name: string, 
/**
 * The campaign's English name; empty where it has none.
 */
name_en: string, 
/**
 * Its grid.
 */
grid: GridRef, 
/**
 * `open`, `submitted` or `accepted`.
 */
state: string, };

export type FeedbackRow = { 
/**
 * Key.
 */
id: FeedbackId, 
/**
 * The review's number of it.
 */
number: string, 
/**
 * What is wrong.
 */
text: string, 
/**
 * Category as the review names it.
 */
category: string, 
/**
 * Due, YYYY-MM-DD.
 */
due: string | null, 
/**
 * Days past due on the day asked about (negative = left); none without a due day or once struck off.
 */
days_late: number | null, 
/**
 * Past due and not struck off.
 */
overdue: boolean, 
/**
 * Unit that has to put it right.
 */
org: string, 
/**
 * Day on which the unit said that it is done.
 */
claimed_on: string | null, 
/**
 * Day on which it was struck off (销号).
 */
struck_on: string | null, 
/**
 * Sites it is about.
 */
sites: Array<LinkedSite>, 
/**
 * Tasks it is about.
 */
tasks: Array<LinkedTask>, 
/**
 * Linked sites and tasks that are accepted.
 */
done: number, 
/**
 * Linked sites and tasks.
 */
total: number, 
/**
 * There are links, and all are accepted: it can be struck off.
 */
complete: boolean, 
/**
 * Claimed done, or struck off already, though not all of its sites and tasks are accepted today.
 */
claimed_not_done: boolean, };

export type FeedbackCounts = { 
/**
 * Problems.
 */
total: number, 
/**
 * Struck off.
 */
struck: number, 
/**
 * Past due and not struck off.
 */
overdue: number, 
/**
 * Ready to be struck off.
 */
ready: number, 
/**
 * Claimed done and not done.
 */
claimed_not_done: number, 
/**
 * Linked to nothing yet.
 */
unlinked: number, };

export type FeedbackList = { 
/**
 * The day it is true for.
 */
on: string, 
/**
 * Its counts.
 */
counts: FeedbackCounts, 
/**
 * All problems, by number.
 */
rows: Array<FeedbackRow>, };

export type FeedbackInput = { number: string, text: string, category: string, due: string | null, org: string, };

export type Settings = { 
/**
 * Title of the project.
 */
title: string, 
/**
 * Days after an acceptance at which a site is looked at again.
 */
recheck_days: Array<number>, 
/**
 * A new site nearer than this to another of its kind may be the same one.
 */
duplicate_metres: number, 
/**
 * Days after which a cell should be walked again.
 */
patrol_days: number, 
/**
 * Photos are kept as they came too, beside what is shown.
 */
keep_originals: boolean, };

export type KindRule = { 
/**
 * Code; never changes.
 */
code: string, 
/**
 * The office's word.
 */
name: string, 
/**
 * The English word.
 */
name_en: string, 
/**
 * Days that it allows where nobody says by when.
 */
deadline_days: number, 
/**
 * They are working days.
 */
working: boolean, 
/**
 * Acceptance needs a photo before and one after.
 */
photo_rule: boolean, 
/**
 * Takes no new sites.
 */
closed: boolean, 
/**
 * Version of its standard.
 */
version: number, 
/**
 * The standard in that version.
 */
items: Array<StandardItem>, 
/**
 * Its sites.
 */
sites: number, 
/**
 * By when a site that is found on the day asked about would be to be done.
 */
due: string | null, };

export type KindInput = { 
/**
 * Of a new kind: letters, digits, `_`; made up where left out.
 */
code: string | null, name: string | null, name_en: string | null, deadline_days: number | null, working: boolean | null, photo_rule: boolean | null, closed: boolean | null, };

export type StandardVersion = { 
/**
 * Version.
 */
version: number, 
/**
 * Its items.
 */
items: Array<StandardItem>, 
/**
 * Moment from which it holds, UTC; none for what the project began with.
 */
since: string | null, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * Acceptances and returns that were judged by it.
 */
judged: number, };

export type HolidayRow = { 
/**
 * The day, YYYY-MM-DD.
 */
day: string, 
/**
 * Worked (调休上班), not a holiday.
 */
make_up: boolean, 
/**
 * The holiday that it belongs to.
 */
name: string, };

export type HolidayInput = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day; the first where left out.
 */
to: string | null, 
/**
 * Worked, not holidays.
 */
make_up: boolean, 
/**
 * The holiday that they belong to.
 */
name: string, };

export type Holidays = { 
/**
 * By day.
 */
days: Array<HolidayRow>, 
/**
 * Days that the program knows and the list does not say.
 */
lacking: number, 
/**
 * Years that the program knows.
 */
known_years: Array<number>, };

export type PauseRow = { 
/**
 * What the office calls it.
 */
name: string, 
/**
 * First day, MM-DD.
 */
from: string, 
/**
 * Last day, MM-DD.
 */
to: string, 
/**
 * Codes of the kinds on which work stops.
 */
kinds: Array<string>, 
/**
 * In force on the day asked about.
 */
now: boolean, 
/**
 * Unresolved sites of its kinds.
 */
sites: number, };

export type PauseInput = { name: string | null, 
/**
 * MM-DD.
 */
from: string | null, 
/**
 * MM-DD; before `from` where it lies in the next year.
 */
to: string | null, kinds: Array<string> | null, };

export type OfficeRules = { settings: Settings, kinds: Array<KindRule>, holidays: Holidays, pauses: Array<PauseRow>, };

export type Moves = { 
/**
 * Sites that came into the file.
 */
new: number, 
/**
 * Became overdue: are so on the meeting's day, and were not on the day of the one before.
 */
late: number, 
/**
 * Verified and filed.
 */
verified: number, 
/**
 * Dismissed.
 */
dismissed: number, 
/**
 * Handed to a chief.
 */
dispatched: number, 
/**
 * Work begun.
 */
started: number, 
/**
 * Submitted for inspection.
 */
submitted: number, 
/**
 * Accepted.
 */
accepted: number, 
/**
 * Accepted by their deadline, or without one.
 */
accepted_in_time: number, 
/**
 * Sent back by an inspection.
 */
returned: number, 
/**
 * Come back after an acceptance.
 */
relapsed: number, 
/**
 * Suspended.
 */
suspended: number, 
/**
 * Taken up again.
 */
resumed: number, };

export type Rate = { 
/**
 * Counted.
 */
numerator: number, 
/**
 * Of how many.
 */
denominator: number, 
/**
 * In percent, to one decimal; none of nothing.
 */
percent: number | null, };

export type Rates = { 
/**
 * 销号率.
 */
progress: Rate, 
/**
 * 按期销号率.
 */
on_time: Rate, 
/**
 * 返工率.
 */
rework: Rate, 
/**
 * 回潮率.
 */
relapse: Rate, };

export type Formula = { 
/**
 * Field of [`Rates`].
 */
rate: string, 
/**
 * The office's word.
 */
name: string, 
/**
 * What is divided by what.
 */
formula: string, 
/**
 * The same in Chinese.
 */
formula_zh: string, };

export type MeetingRow = { 
/**
 * Key of the grid, organisation or person; none for whatever has nobody.
 */
id: number | null, 
/**
 * Code of a grid.
 */
code: string, 
/**
 * Name; empty for whatever has nobody.
 */
name: string, 
/**
 * Level of a grid.
 */
level: Level | null, 
/**
 * Chief of a grid.
 */
chief: string, 
/**
 * Leaders who answer for a subdistrict; empty elsewhere.
 */
leader?: string, 
/**
 * Grids with sites that were counted.
 */
grids: number, 
/**
 * How the sites stand, with all ground below.
 */
figures: Figures, 
/**
 * What moved; none where nothing did.
 */
moves?: Moves, 
/**
 * Rates; none where there is no site.
 */
rates?: Rates, };

export type Rank = { 
/**
 * From 1.
 */
place: number, 
/**
 * Key as in the rows.
 */
id: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Percent or count.
 */
value: number, };

export type Ranking = { 
/**
 * `subdistricts`, `departments`, `leaders` or `chiefs`.
 */
of: string, 
/**
 * `progress` and `on_time`: the best first, percent. `overdue`: most overdue sites first.
 */
by: string, 
/**
 * In order.
 */
ranks: Array<Rank>, };

export type MeetingKind = { code: string, name: string, name_en: string, figures: Figures, 
/**
 * Relapses since the meeting before; none in what was frozen before they were counted by kind.
 */
relapsed?: number, };

export type MeetingMap = { 
/**
 * Size of the picture in units of the paths; y runs downward.
 */
width: number, 
/**
 * Its height.
 */
height: number, 
/**
 * Each cell's place in [`MeetingFigures::grids`], and its outline.
 */
cells: [grid: number, path: string][], 
/**
 * Borders of subdistricts.
 */
subdistricts: string, 
/**
 * Border of the district.
 */
district: string, 
/**
 * Rivers.
 */
rivers: string, };

export type Moved = { new: unknown[], late: unknown[], accepted: unknown[], returned: unknown[], relapsed: unknown[], };

export type MeetingFigures = { 
/**
 * Grows when the meaning of a field changes.
 */
format: number, 
/**
 * Day of the meeting.
 */
day: string, 
/**
 * Moment of the freezing, UTC.
 */
at: string, 
/**
 * Day of the meeting before; none at the first.
 */
since: string | null, 
/**
 * Moment from which moves are counted: the freezing of the meeting before.
 */
since_at: string | null, 
/**
 * The whole project.
 */
total: MeetingRow, 
/**
 * Sites in no cell, part of the total.
 */
loose: Figures, 
/**
 * Sites of cells that lie in no subdistrict, part of the total; none where there is no such cell, or the meeting did not note it.
 */
beside?: Figures | null, 
/**
 * Subdistricts and towns.
 */
subdistricts: Array<MeetingRow>, 
/**
 * Responsible departments; ground that two answer for counts with both.
 */
departments: Array<MeetingRow>, 
/**
 * Leading county-level leaders.
 */
leaders: Array<MeetingRow>, 
/**
 * Chiefs.
 */
chiefs: Array<MeetingRow>, 
/**
 * Rankings.
 */
rankings: Array<Ranking>, 
/**
 * How the rates are reckoned.
 */
formulas: Array<Formula>, 
/**
 * The review's list.
 */
feedback: FeedbackCounts, 
/**
 * Remarks of earlier meetings that were open.
 */
open_remarks: Array<MeetingItem>, 
/**
 * Newest site of each desk, for telling the new ones next time.
 */
newest_sites: number[], 
/**
 * Every grid with all below it.
 */
grids: Array<MeetingRow>, 
/**
 * The total by kind of site.
 */
kinds: Array<MeetingKind>, 
/**
 * Cells without a chief on the day; none in what was frozen before this was noted.
 */
vacant: number | null, 
/**
 * The ground; none in what was frozen before it was drawn.
 */
map: MeetingMap | null, 
/**
 * Names of the columns of `unresolved`. From here on lists of sites, most of the whole: they stay last, so that the
 * rest is read without them.
 */
unresolved_columns: Array<string>, 
/**
 * Unresolved sites, most days late first.
 */
unresolved: [number: string, kind: string, grid: string, state: State, deadline: string | null, days_late: number | null, chief: string, address: string][], 
/**
 * Sites that moved since the meeting before; none at the first, where all of them did.
 */
moved: Moved | null, };

export type MeetingInfo = { 
/**
 * Key; a meeting that is made again has another.
 */
id: number, 
/**
 * Day.
 */
day: string, 
/**
 * Title.
 */
title: string, 
/**
 * Day of the meeting before.
 */
since: string | null, 
/**
 * Note.
 */
note: string, 
/**
 * Items.
 */
items: number, 
/**
 * Remarks among them that are open.
 */
open: number, };

export type MeetingItem = { 
/**
 * Key.
 */
id: MeetingItemId, 
/**
 * Day of its meeting.
 */
day: string, 
/**
 * `visit`, `report` or `remark`.
 */
kind: string, 
/**
 * What was seen, reported on or said.
 */
text: string, 
/**
 * Number of the visited site.
 */
site: string | null, 
/**
 * Who reported, or who made the remark.
 */
who: string, 
/**
 * Who is to see to a remark.
 */
owner: string, 
/**
 * Due, YYYY-MM-DD.
 */
due: string | null, 
/**
 * Past due on the day asked about, and open.
 */
overdue: boolean, 
/**
 * Day on which a remark was done.
 */
done_on: string | null, 
/**
 * What was done.
 */
done_note: string, };

export type Agenda = { 
/**
 * The day.
 */
day: string, 
/**
 * Remarks of all earlier meetings that were open, oldest first; those done since say so.
 */
open: Array<MeetingItem>, 
/**
 * Items of the meeting of that day.
 */
items: Array<MeetingItem>, };

export type MeetingItemInput = { kind: string, text: string, site: SiteId | null, who: string, owner: string, due: string | null, };

export type ItemDone = { 
/**
 * The item.
 */
item: MeetingItemId, 
/**
 * The edit; none when nothing had to change.
 */
edit: EditInfo | null, 
/**
 * Number of the edit, whatever others wrote since; where none was made, of the newest when that was found.
 */
revision: number, 
/**
 * A site that was added.
 */
site: SiteId | null, };

export type MeetingLine = { 
/**
 * `unresolved`, `kind`, `accepted`, `overdue`, `suspended`, `paused`, `vacant`, or a field of [`Rates`]. `paused` only
 * where it is not 0 now or was not before.
 */
what: string, 
/**
 * Name of a kind, in Chinese; empty elsewhere.
 */
name: string, 
/**
 * The same in English.
 */
name_en: string, 
/**
 * A rate, in percent; else a count.
 */
percent: boolean, 
/**
 * At the meeting before; none where there was none, or where it did not know.
 */
before: number | null, 
/**
 * At this meeting; none of nothing.
 */
now: number | null, 
/**
 * What a rate was reckoned from.
 */
rate: Rate | null, 
/**
 * From before to now.
 */
change: number | null, 
/**
 * The change is for the worse; none where nothing changed, or where it is neither better nor worse.
 */
worse: boolean | null, };

export type MeetingCell = { 
/**
 * Name.
 */
name: string, 
/**
 * Unresolved sites.
 */
unresolved: number, 
/**
 * Overdue among them.
 */
overdue: number, };

export type MovedCounts = { new: number, late: number, accepted: number, returned: number, relapsed: number, };

export type MeetingPage = { 
/**
 * Its day.
 */
day: string, 
/**
 * Moment of the freezing, UTC.
 */
at: string, 
/**
 * Day of the meeting before; none at the first.
 */
since: string | null, 
/**
 * The figures.
 */
lines: Array<MeetingLine>, 
/**
 * Unresolved sites in the frozen list.
 */
unresolved: number, 
/**
 * What moved since the meeting before; none at the first.
 */
moved: MovedCounts | null, 
/**
 * Every move since the meeting before, those without a list too; none at the first.
 */
moves: Moves | null, 
/**
 * How the rates are reckoned.
 */
formulas: Array<Formula>, 
/**
 * The ground; none in what an early version froze.
 */
map: MeetingMap | null, 
/**
 * The cells, in the order of the map's.
 */
cells: Array<MeetingCell>, 
/**
 * Which counts the map colours alike: of the frozen figures, so always the same.
 */
classes: CountClasses, 
/**
 * The review's list.
 */
feedback: FeedbackCounts, 
/**
 * Who a remark may be given to: subdistricts, departments, leaders.
 */
owners: Array<string>, 
/**
 * Leaders, who make the remarks.
 */
leaders: Array<string>, };

export type RankOf = "subdistricts" | "cells" | "departments" | "leaders" | "chiefs";

export type Apart = "no_subdistrict" | "no_cell";

export type RankBy = "progress" | "on_time" | "rework" | "relapse" | "overdue";

export type RankedRow = { 
/**
 * Its place in the list, from 0.
 */
id: number, 
/**
 * Rank, shared by equals; none where there is nothing to rank by.
 */
place: number | null, 
/**
 * Rank at the meeting before.
 */
place_before: number | null, 
/**
 * Name; empty for whatever has nobody, and for what stands apart.
 */
name: string, 
/**
 * What none of those ranked holds and is part of the whole.
 */
apart: Apart | null, 
/**
 * Who answers: the leaders of a subdistrict, the chief of a cell; empty elsewhere and where vacant.
 */
who: string, 
/**
 * Figures.
 */
figures: Figures, 
/**
 * Unresolved sites at the meeting before; none where it did not know this row.
 */
unresolved_before: number | null, 
/**
 * Rates; none where there is no site.
 */
rates: Rates | null, };

export type MeetingList = "unresolved" | "new" | "late" | "accepted" | "returned" | "relapsed";

export type MeetingSiteRow = { 
/**
 * Place in the list, from 0.
 */
id: number, number: string, kind: string, 
/**
 * Name of its kind as it was then, in Chinese; empty in what was frozen before names were.
 */
kind_name: string, 
/**
 * The same in English.
 */
kind_name_en: string, address: string, 
/**
 * Name of its cell; empty in none.
 */
grid: string, 
/**
 * Chief of its cell; empty where vacant.
 */
chief: string, state: State, 
/**
 * Deadline of an unresolved or late site; day of the move of the others.
 */
day: string | null, 
/**
 * Days past the deadline on the day of the meeting; negative = left. Only in the list of the unresolved.
 */
days_late: number | null, };

