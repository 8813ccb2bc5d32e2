// Opening what another list names: a site by its number, as it stands now.
import { app } from '../lib/app.svelte'
import { t } from '../lib/i18n.svelte'
import * as ipc from '../lib/ipc'

/** Shows a site's archive beside the map; says so where the number is not in the project any more. */
export async function openNumbered(number: string): Promise<void> {
  const hits = await app.run(() => ipc.search(number))
  const hit = hits?.find((h) => h.what === 'site' && (h.title === number || h.detail.split(' · ').includes(number)))
  if (!hit) {
    if (hits) app.notice = t('mt.site.gone', { number })
    return
  }
  app.place = 'map'
  app.select({ what: 'site', id: hit.id })
  if (hit.bbox) {
    const [x, y] = hit.bbox
    app.flyTo([x - 0.0012, y - 0.001, x + 0.0012, y + 0.001])
  }
}
