// A project as the shell tells of it, for tests.
import type { ProjectInfo } from './bindings'

const none = { total: 0, unresolved: 0, overdue: 0, submitted: 0, suspended: 0, paused: 0, accepted: 0, dismissed: 0 }

export const everyProject: ProjectInfo = {
  title: '',
  file_name: 'a.gpkg',
  revision: 1, others: 0, recoloured: 0,
  saved_at: null,
  illustrative: false,
  division: '',
  extent: [102, 36, 103, 37],
  far_sites: 0,
  drawn_grids: 1,
  figures: none,
  unassigned: 0,
  vacant: 0,
  subdistricts: [],
  kinds: [
    { code: 'ruined_wall', name: '残垣断壁', name_en: '', unresolved: 0, closed: false, due: null },
    { code: 'dry_toilet', name: '旱厕', name_en: '', unresolved: 0, closed: false, due: null },
  ],
  roles: [],
  patrol_days: 30,
  patrol_classes: [7, 15, 30, 60],
  classes: { unresolved: [1], overdue: [1] },
  campaigns: 0,
  undo: null,
  redo: null,
  today: '2026-11-30',
  read_only: false,
  notes: [],
}
