// The only file that knows Tauri: one function per command of the shell, types from Rust.
import { convertFileSrc, invoke as ask } from '@tauri-apps/api/core'
import { listen as hear, type UnlistenFn } from '@tauri-apps/api/event'
import type * as T from './bindings'
import { cleaned } from './plain'

/** The one door of texts: what came from a file turns nothing round in the window, and what was pasted into a form goes to none. */
const invoke = async <A>(command: string, args?: Record<string, unknown>): Promise<A> => {
  try {
    return cleaned(await ask<A>(command, cleaned(args)))
  } catch (refused) {
    throw cleaned(refused)
  }
}

const listen = <A>(event: string, f: (told: { payload: A }) => void): Promise<UnlistenFn> =>
  hear<A>(event, ({ payload }) => f({ payload: cleaned(payload) }))

/** A refusal from the core; the window chooses its words by `code`, `message` says the particulars. */
export interface Refused {
  code: string
  message: string
  /** The edit that came in between. */
  edit?: T.EditInfo
  /** Name of the project that was to be opened and was not. */
  opening?: string
}

/** Who has the same file open in another window; empty where that is not known. */
export interface Holder {
  name: string
  /** UTC. */
  since: string
}

/** What an edit is judged by while it is asked for. */
let basis: number | null = null

/** Asks for an edit that is judged by what was seen when this edit was the newest: who overtook it is told, not overwritten. */
export const asSeen = <A>(seen: number, ask: () => Promise<A>): Promise<A> => {
  const before = basis
  basis = seen
  try {
    return ask()
  } finally {
    basis = before
  }
}

const edit = <A>(command: string, args: Record<string, unknown> = {}): Promise<A> => {
  if (basis === null) throw new Error(`${command} was asked for without what was seen`)
  return invoke<A>(command, { ...args, seen: basis })
}

export interface Boot {
  project: T.ProjectInfo | null
  /** A file was given at start but could not be opened. */
  refused: Refused | null
  actor: T.Actor | null
  lang: 'zh' | 'en'
  /** File names opened lately, newest first; opened by place in this list. */
  recent: string[]
  /** Name of the last file that could not be opened, which may be tried again. */
  again: string | null
  /** A source given with the project at start (`--import`), ready for the import desk. */
  pending: T.ImportPreview | null
}

export interface Progress<Stage extends string = 'read' | 'write' | 'index' | 'assign' | 'save'> {
  stage: Stage
  done: number
  /** 0 = unknown */
  total: number
}

export const boot = () => invoke<Boot>('boot')
export const setActor = (actor: T.Actor) => invoke<void>('set_actor', { actor })
export const setLang = (lang: 'zh' | 'en') => invoke<void>('set_lang', { lang })

// Files are chosen in a dialog of the shell: no path ever comes from or to the page. null = the person changed their mind.
export const projectNew = () => invoke<T.ProjectInfo | null>('project_new')
export const projectOpen = () => invoke<T.ProjectInfo | null>('project_open')
export const projectRecent = (place: number) => invoke<T.ProjectInfo | null>('project_recent', { place })
export const projectAgain = () => invoke<T.ProjectInfo | null>('project_again')
export const projectSample = () => invoke<T.ProjectInfo | null>('project_sample')
/** Opens what lies now where the open project lay. */
export const projectReopen = () => invoke<T.ProjectInfo>('project_reopen')
/** Gives the copy's file name. */
export const projectSaveCopy = () => invoke<string | null>('project_save_copy')
/** The file that was refused last, or the open one, is what the copy goes in the place of. */
export const projectRestore = (ofRefused: boolean) => invoke<T.ProjectInfo | null>('project_restore', { ofRefused })
export const projectRepair = () => edit<number>('project_repair')
export const projectInfo = () => invoke<T.ProjectInfo>('project_info')

export const dossier = (id: T.GridId) => invoke<T.Dossier>('dossier', { id })
export const siteArchive = (id: T.SiteId) => invoke<T.SiteArchive>('site_archive', { id })
/** As things stand now, or stood at the end of the day `past`. */
export const tableGrids = (filter: T.Filter, sort: T.Sort, offset: number, limit: number, past: string | null = null) =>
  invoke<T.Page<T.GridRow>>('table_grids', { filter, sort, offset, limit, past })
export const tableSites = (filter: T.Filter, sort: T.Sort, offset: number, limit: number, past: string | null = null) =>
  invoke<T.Page<T.SiteRow>>('table_sites', { filter, sort, offset, limit, past })
export const search = (text: string) => invoke<T.Hit[]>('search', { text })
export const history = (limit: number) => invoke<T.EditInfo[]>('history', { limit })

export const pastDays = () => invoke<T.PastDays>('past_days')
export const pastDay = (on: string) => invoke<T.PastDay>('past_day', { on })
export const pastGrid = (id: T.GridId, on: string) => invoke<T.PastGrid>('past_grid', { id, on })
export const pastSite = (id: T.SiteId, on: string, lang: T.Lang) => invoke<T.PastSite>('past_site', { id, on, lang })
export const pastCompare = (of: T.GridId | null, since: string, on: string) => invoke<T.Comparison>('past_compare', { of, since, on })

/** What is known of a grid or a site, oldest first, as sentences. */
export const gridHistory = (id: T.GridId, lang: T.Lang) => invoke<T.HistoryEntry[]>('grid_history', { id, lang })
export const siteHistory = (id: T.SiteId, lang: T.Lang) => invoke<T.HistoryEntry[]>('site_history', { id, lang })

export const colourClashes = (past: string | null) => invoke<T.ColourClashes>('colour_clashes', { past })
/** Makes the colours of all chiefs anew; the changed project is told as any other change. */
export const recolour = () => invoke<null>('recolour')
/** By the duties of a day; of today without one. */
export const chiefLoads = (under: T.GridId | null, day: string | null = null) => invoke<T.ChiefLoad[]>('chief_loads', { under, day })
/** Drawn cells that a ring of longitude and latitude encloses or that its line crosses by more than half their area. */
export const gridsIn = (ring: [number, number][]) => invoke<T.GridRow[]>('grids_in', { ring })
export const cellsAt = (places: [number, number][]) => invoke<(T.GridId | null)[]>('cells_at', { places })
export const outlines = (cells: T.GridId[], bounds: [number, number, number, number], zoom: number) => invoke<T.Outline[]>('outlines', { cells, bounds, zoom })
export const labelPlaces = (cells: T.GridId[], bounds: [number, number, number, number], zoom: number) => invoke<T.LabelPlace[]>('label_places', { cells, bounds, zoom })
export const gridRows = (ids: T.GridId[]) => invoke<T.GridRow[]>('grid_rows', { ids })
export const people = (text: string) => invoke<T.PersonRow[]>('people', { text })
export const personAdd = (person: T.PersonInput) => edit<T.PersonRow>('person_add', { person })
/** One edit for all: each change gives its grids to a person in a role; person null ends the duty (vacant). */
export const setDuties = (changes: [T.GridId[], string, T.PersonId | null][], from: string) => edit<T.Done>('set_duties', { changes, from })
/** Who has a role for each of some grids on a day or later. */
export const heldBy = (grids: T.GridId[], role: string, from: string) => invoke<T.HeldBy[]>('held_by', { grids, role, from })

/** Sites of a kind that lie near a place, by the office's own distance; the nearest first. */
export const nearSites = (kind: string, at: [number, number]) => invoke<T.NearSite[]>('near_sites', { kind, at })
/** The cell in which a new site at a place would land. */
export const siteLanding = (at: [number, number]) => invoke<T.Landing>('site_landing', { at })
/** With the photos that wait in its form. */
export const siteAdd = (form: PhotoForm, site: T.SiteInput) => edit<T.Done>('site_add', { form, site })
/** Puts a site into a cell by hand; null takes the hand-made assignment back. */
export const siteEdit = (id: T.SiteId, change: T.SiteChange) => edit<T.Done>('site_edit', { id, change })
export const sitePlace = (id: T.SiteId, grid: T.GridId | null) => edit<T.Done>('site_place', { id, grid })
/** With the photos that wait in its form, where there is one. */
export const step = (form: PhotoForm | null, id: T.SiteId, action: T.Action, input: T.StepInput) => edit<T.Done>('step', { form, id, action, input })

/** One edit for all; each site says whether it moved. */
export const stepMany = (ids: T.SiteId[], action: T.Action, input: T.StepInput) => edit<T.BatchDone>('step_many', { ids, action, input })
export const batchOffers = (ids: T.SiteId[]) => invoke<T.BatchOffer[]>('batch_offers', { ids })
export const inspectionQueue = (kind: string | null) => invoke<T.InspectionQueue>('inspection_queue', { kind })

// Documents go where the person chooses in a dialog of the shell; gives the file's name, null = they changed their mind.
export const noticeSave = (cells: T.GridId[], deadline: string | null, personal: boolean) =>
  invoke<string | null>('notice_save', { cells, deadline, personal })
export const noticeDispatch = (cells: T.GridId[]) => edit<T.BatchDone>('notice_dispatch', { cells })
/** The same document to be shown and printed. */
export const noticePaper = (cells: T.GridId[], deadline: string | null, personal: boolean) =>
  invoke<T.Paper>('notice_paper', { cells, deadline, personal })
export const acceptancePaper = (site: T.SiteId) => invoke<T.Paper>('acceptance_paper', { site })
export const paperLeave = () => invoke<void>('paper_leave')
/** The system's printing dialog for what stands on paper now. */
export const paperPrint = () => invoke<void>('paper_print')
export const printUrl = (serial: number, picture: number) => `${convertFileSrc('', 'gw')}print/${serial}/${picture}`
export const acceptanceSave = (site: T.SiteId) => invoke<string | null>('acceptance_save', { site })
/** Opens the document that was saved last with the system's program for it. */
export const documentOpen = () => invoke<void>('document_open')

export const escalate = (id: T.SiteId, reason: string) => edit<T.Done>('escalate', { id, reason })
export const lift = (id: T.SiteId) => edit<T.Done>('lift', { id })
export const recheck = (id: T.SiteId, held: boolean, note: string) => edit<T.Done>('recheck', { id, held, note })

// The office's rules.
export const rules = () => invoke<T.OfficeRules>('rules')
export const settingSet = (key: string, value: string) => edit<T.Done>('setting_set', { key, value })
/** kind null adds one. */
export const kindPut = (kind: string | null, input: Partial<T.KindInput>) => edit<T.Done>('kind_put', { kind, input })
export const standardPut = (kind: string, items: string[]) => edit<T.Done>('standard_put', { kind, items })
export const standardVersions = (kind: string) => invoke<T.StandardVersion[]>('standard_versions', { kind })
export const holidayPut = (input: T.HolidayInput) => edit<T.Done>('holiday_put', { input })
export const holidayRemove = (input: T.HolidayInput) => edit<T.Done>('holiday_remove', { input })
export const holidayKnown = () => edit<T.Done>('holiday_known')
/** was null declares one. */
export const pausePut = (was: string | null, input: T.PauseInput) => edit<T.Done>('pause_put', { was, input })
export const pauseWouldMove = (was: string | null, input: T.PauseInput) => invoke<number>('pause_would_move', { was, input })
export const pauseRemove = (name: string) => edit<T.Done>('pause_remove', { name })

// Photos are chosen in a dialog of the shell and wait there for the step of their form.
export type PhotoRole = 'before' | 'after' | 'other'
/** A form that photos wait in: its own name, and the site whose step it is; null = it starts a new one. */
export interface PhotoForm {
  name: string
  site: T.SiteId | null
}
export const photosPick = (form: PhotoForm, role: PhotoRole) => invoke<T.Picked>('photos_pick', { form, role })
/** The photos that were dropped onto the window fell over this form; their paths stay in the shell. */
export const photosHold = (form: PhotoForm) => invoke<T.Picked>('photos_hold', { form })
export const photosTake = (form: PhotoForm, role: PhotoRole) => invoke<T.Picked>('photos_take', { form, role })
export const photosLeave = (form: PhotoForm) => invoke<T.Picked>('photos_leave', { form })
export const photosForget = (form: PhotoForm) => invoke<void>('photos_forget', { form })
export const photosWaiting = (form: PhotoForm) => invoke<T.Picked>('photos_waiting', { form })
export const photoDrop = (form: PhotoForm, id: number) => invoke<T.Picked>('photo_drop', { form, id })
/** Saves a photo where the person chooses, or its original as it came; gives the file's name. */
export const photoSave = (key: string, original: boolean) => invoke<string | null>('photo_save', { key, original })
/** A kept photo or a small picture of it; one that waits for a step, or a small picture of that. */
export const photoUrl = (what: 'photo' | 'thumb' | 'picked' | 'small', key: string) => `${convertFileSrc('', 'gw')}${what}/${key}`

export const matrixHeads = () => invoke<T.Matrix>('matrix_heads')
/** Rows of one subdistrict; null = of the cells that lie in none. */
export const matrixRows = (part: T.GridId | null) => invoke<T.MatrixRow[]>('matrix_rows', { part })
export const campaigns = () => invoke<T.CampaignRow[]>('campaigns')
export const taskArchive = (id: T.TaskId) => invoke<T.TaskArchive>('task_archive', { id })
export const vacantSquare = (campaign: T.CampaignId, grid: T.GridId) => invoke<T.VacantSquare>('vacant_square', { campaign, grid })
/** What a breakdown would do; nothing is written. */
export const breakdownPlan = (code: string, choice: T.CellChoice) => invoke<T.BreakdownPlan>('breakdown_plan', { code, choice })
/** One edit: the cells chosen get the campaign's task. Empty deadline and standard are the campaign's; no person = each cell's chief. */
export const breakdown = (code: string, choice: T.CellChoice, deadline: string, standard: string, person: T.PersonId | null) =>
  edit<T.TasksReport>('breakdown', { code, choice, deadline, standard, person })
export const withdraw = (code: string, choice: T.CellChoice) => edit<T.TasksReport>('withdraw', { code, choice })
export const exempt = (code: string, choice: T.CellChoice, reason: string) => edit<T.TasksReport>('exempt', { code, choice, reason })
export const applyAgain = (code: string, choice: T.CellChoice) => edit<T.TasksReport>('apply_again', { code, choice })
export const campaignAdd = (input: Partial<T.CampaignInput>) => edit<T.Done>('campaign_add', { input })
export const campaignEdit = (code: string, input: Partial<T.CampaignInput>) => edit<T.Done>('campaign_edit', { code, input })
export const campaignRemove = (code: string) => edit<T.Done>('campaign_remove', { code })
export const campaignClose = (code: string, closed: boolean) => edit<T.Done>('campaign_close', { code, closed })
export const campaignArrange = (codes: string[]) => edit<T.Done>('campaign_arrange', { codes })
export const taskStep = (id: T.TaskId, action: T.TaskAction, note: string) => edit<T.Done>('task_step', { id, action, note })
export const taskItems = (id: T.TaskId, input: Partial<T.TaskItemsInput>) => edit<T.Done>('task_items', { id, input })
/** What is null stays, what is empty falls back to the campaign's. */
export const taskEdit = (id: T.TaskId, deadline: string | null, standard: string | null) => edit<T.Done>('task_edit', { id, deadline, standard })
/** Ties sites to a task by hand; null unties them. */
export const taskTie = (sites: T.SiteId[], task: T.TaskId | null) => edit<T.Done>('task_tie', { sites, task })
/** Gives tasks and sites to a person; null = back to the chiefs of their cells. */
export const answer = (tasks: T.TaskId[], sites: T.SiteId[], person: T.PersonId | null) => edit<T.Done>('answer', { tasks, sites, person })
export const personLoads = () => invoke<T.PersonLoad[]>('person_loads')
/** What a person answers for; null = what nobody does. */
export const answered = (person: T.PersonId | null) => invoke<T.Answered>('answered', { person })
export const orgs = () => invoke<string[]>('orgs')
/** An organisation holds a duty from today on, beside those that hold it. */
export const dutyOrg = (grid: T.GridId, role: string, org: string) => edit<T.Done>('duty_org', { grid, role, org })
export const dutyOrgEnd = (grid: T.GridId, role: string, org: string) => edit<T.Done>('duty_org_end', { grid, role, org })
/** Gives the name of the file that was written. */
export const matrixSave = () => invoke<string | null>('matrix_save')

export const badges = () => invoke<T.Badges>('badges')

export const meetings = () => invoke<T.MeetingInfo[]>('meetings')
export const meetingPage = (day: string) => invoke<T.MeetingPage>('meeting_page', { day })
export const meetingRanking = (day: string, of: T.RankOf, by: T.RankBy, offset: number, limit: number) =>
  invoke<T.Page<T.RankedRow>>('meeting_ranking', { day, of, by, offset, limit })
export const meetingSites = (day: string, list: T.MeetingList, offset: number, limit: number) =>
  invoke<T.Page<T.MeetingSiteRow>>('meeting_sites', { day, list, offset, limit })
export const meetingAgenda = (day: string) => invoke<T.Agenda>('meeting_agenda', { day })
export const meetingNew = (day: string, title: string, note: string) => edit<T.Done>('meeting_new', { day, title, note })
export const meetingAdd = (day: string, item: T.MeetingItemInput) => edit<T.ItemDone>('meeting_add', { day, item })
export const meetingFinish = (id: T.MeetingItemId, note: string) => edit<T.Done>('meeting_finish', { id, note })

export const feedback = () => invoke<T.FeedbackList>('feedback')
export const feedbackOfSite = (id: T.SiteId) => invoke<T.FeedbackRow[]>('feedback_of_site', { id })
export const tasksNamed = (text: string) => invoke<T.LinkedTask[]>('tasks_named', { text })
export const feedbackAdd = (item: T.FeedbackInput) => edit<T.Done>('feedback_add', { item })
export const feedbackLink = (id: T.FeedbackId, sites: T.SiteId[], tasks: T.TaskId[]) =>
  edit<T.Done>('feedback_link', { id, sites, tasks })
export const feedbackUnlink = (id: T.FeedbackId, sites: T.SiteId[], tasks: T.TaskId[]) =>
  edit<T.Done>('feedback_unlink', { id, sites, tasks })
export const feedbackClaim = (id: T.FeedbackId) => edit<T.Done>('feedback_claim', { id })
export const feedbackStrike = (id: T.FeedbackId) => edit<T.Done>('feedback_strike', { id })
export const feedbackReopen = (id: T.FeedbackId) => edit<T.Done>('feedback_reopen', { id })

/** The newest edit, which must be the one that is meant. */
export const undo = (edit_: T.EditId) => edit<T.Done>('undo', { edit: edit_ })
export const redo = (edit_: T.EditId) => edit<T.Done>('redo', { edit: edit_ })

export const importPick = (target: T.ImportAs) => invoke<T.ImportPreview | null>('import_pick', { target })
/** Lays what was picked, dropped or given at start on the desk, in the place of what lies there. */
export const importTake = () => invoke<void>('import_take')
/** Why a source is looked at again: by a choice, because the project was changed, or after somebody was told that it is not as it was shown. */
export type Again = 'chosen' | 'followed' | 'told'
export const importPreview = (options: T.ImportOptions, again: Again) => invoke<T.ImportPreview>('import_preview', { options, again })
/** A page of the rows that were looked at last. */
export const importRows = (filter: T.RowFilter, offset: number) => invoke<T.RowPage>('import_rows', { filter, offset })
/** Writes what was shown last. */
export const importRun = () => invoke<T.ImportReport>('import_run')
export const importCancel = () => invoke<void>('import_cancel')
export const importDiscard = () => invoke<void>('import_discard')
export const today = (visit: number) => invoke<T.TodayPage>('today', { visit })
export const todayList = (visit: number, matter: T.Matter, most: number) => invoke<T.TodayList>('today_list', { visit, matter, most })
/** Four bytes a pixel; nothing where no cell is drawn. `classes`: from which count on each begins, and its colour. */
export const todayPicture = (visit: number, matter: T.Matter, size: [number, number], classes: [number, [number, number, number]][]) =>
  invoke<ArrayBuffer>('today_picture', { visit, matter, size, classes })
export const trend = (visit: number, weeks: number) => invoke<T.Trend>('trend', { visit, weeks })
/** The number of a visit to the page of the day, for which all of it is asked. */
export const todayVisit = () => invoke<number>('today_visit')
/** The visit is over: nobody waits for what was asked for it. */
export const todayLeft = (visit: number) => invoke<void>('today_left', { visit })
export const check = () => invoke<T.CheckReport>('check')
export const checkCancel = () => invoke<void>('check_cancel')

export const peoplePage = (filter: T.PeopleFilter, sort: T.Sort, offset: number, limit: number) =>
  invoke<T.Page<T.PersonLine>>('people_page', { filter, sort, offset, limit })
export const personPage = (id: T.PersonId) => invoke<T.PersonPage>('person_page', { id })
export const personEdit = (id: T.PersonId, change: Partial<T.PersonChange>) => edit<T.Done>('person_edit', { id, change })
export const vacancies = () => invoke<T.Vacancies>('vacancies')
/** null = the whole project. */
export const leftOut = () => invoke<T.Astray | null>('left_out')
export const rollup = (of: T.GridId | null) => invoke<T.Rollup>('rollup', { of })
export const walks = () => invoke<T.WalkRow[]>('walks')
/** null = of all ground. */
export const patrols = (under: T.GridId | null, offset: number, limit: number) =>
  invoke<T.Page<T.PatrolView>>('patrols', { under, offset, limit })
export const patrolAdd = (grid: T.GridId, patrol: T.PatrolInput) => edit<T.Done>('patrol_add', { grid, patrol })
export const patrolRemove = (id: T.PatrolId) => edit<T.Done>('patrol_remove', { id })

type Told = Progress | Progress<'check'>
/** How far the file at the import desk is. */
export const onProgress = (f: (p: Progress) => void): Promise<UnlistenFn> =>
  listen<Told>('progress', ({ payload: p }) => p.stage !== 'check' && f(p))
/** How far the check is. */
export const onChecking = (f: (p: Progress<'check'>) => void): Promise<UnlistenFn> =>
  listen<Told>('progress', ({ payload: p }) => p.stage === 'check' && f(p))
/** The project changed (an edit, an undo, another file): take the new info. */
export const onChanged = (f: (p: T.ProjectInfo) => void): Promise<UnlistenFn> =>
  listen<T.ProjectInfo>('changed', (e) => f(e.payload))
/** Somebody else wrote to the open file. */
export const onOthers = (f: (o: T.OthersWrote) => void): Promise<UnlistenFn> => listen<T.OthersWrote>('others', (e) => f(e.payload))
/** Something befell the open file; null = it is as it should be again. */
export const onPlight = (f: (r: Refused | null) => void): Promise<UnlistenFn> => listen<Refused | null>('plight', (e) => f(e.payload))
/** Whether something waits because another program is writing to the open file. */
export const onWaits = (f: (on: boolean) => void): Promise<UnlistenFn> => listen<boolean>('waits', (e) => f(e.payload))
/** Asks to be told who has the file open in another window. */
export const elsewhere = () => invoke<void>('elsewhere')
/** Who that is; null = nobody, or nobody any more. */
export const onElsewhere = (f: (h: Holder | null) => void): Promise<UnlistenFn> => listen<Holder | null>('elsewhere', (e) => f(e.payload))
/** How many forms hold something that is not saved; while there are any, closing the window is asked about. */
export const unsaved = (forms: number) => invoke<void>('unsaved', { forms })
/** Somebody asked to close the window, and something is not saved. */
export const onLeaving = (f: () => void): Promise<UnlistenFn> => listen('leaving', () => f())
/** Closes the window, whatever is not saved. */
export const leave = () => invoke<void>('leave')
/** A file was dropped onto the window and can be looked at. */
export const onDropped = (f: (p: T.ImportPreview) => void): Promise<UnlistenFn> =>
  listen<T.ImportPreview>('dropped', (e) => f(e.payload))

/** What hovers over the window and would be dropped onto it; null once it is gone. */
export type Hovering = 'project' | 'photos' | 'source'
export const onHovering = (f: (h: Hovering | null) => void): Promise<UnlistenFn> => listen<Hovering | null>('hovering', (e) => f(e.payload))

/** So many photos were dropped onto the window. */
export const onPhotosDropped = (f: (n: number) => void): Promise<UnlistenFn> => listen<number>('photos_dropped', (e) => f(e.payload))

/** A file was dropped onto the window and cannot be taken. */
export const onRefused = (f: (r: Refused) => void): Promise<UnlistenFn> => listen<Refused>('refused', (e) => f(e.payload))

/** Tile address template for a state of the file, the chiefs' colours and a filter; layers and their properties are listed in ARCHITECTURE.md. */
export const tileUrl = (
  at: Pick<T.ProjectInfo, 'revision' | 'others' | 'recoloured'>,
  filter: Pick<T.Filter, 'kinds' | 'states' | 'unresolved' | 'overdue' | 'watch'>,
  past: { day: string; since: string | null } | null = null,
) => {
  const q = new URLSearchParams({ v: `${at.revision}.${at.others}.${at.recoloured}` })
  if (filter.kinds.length) q.set('kinds', filter.kinds.join(','))
  if (filter.states.length) q.set('states', filter.states.join(','))
  if (filter.unresolved) q.set('unresolved', '1')
  if (filter.overdue) q.set('overdue', '1')
  if (filter.watch) q.set('watch', filter.watch)
  if (past) q.set('on', past.day)
  if (past?.since) q.set('since', past.since)
  return `${convertFileSrc('', 'gw')}tile/{z}/{x}/{y}?${q}`
}
