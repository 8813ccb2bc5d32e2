//! Gridwarden · 创卫网格: the desktop shell. It holds the window, hands the page's commands to the
//! core and back, and serves tiles. No rule of the domain and no SQL stands here.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod args;
mod campaigns;
mod context_menu;
mod day;
mod desk;
mod documents;
mod edits;
mod files;
mod gpu;
mod guard;
mod hand;
mod import;
mod leaving;
mod ledger;
mod mark;
mod meetings;
mod others;
mod photos;
mod print;
mod progress;
mod reads;
mod refusal;
mod rules;
mod settings;
mod tile_url;
mod tiles;
mod visits;
mod window;

use clap::Parser;
use desk::Desk;
use settings::Folders;
use std::sync::Arc;
use tauri::{Manager, RunEvent, WindowEvent};

fn main() -> tauri::Result<()> {
    let args = args::Args::parse();
    gpu::settle(args.gpu);
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(guard::plugin())
        .register_asynchronous_uri_scheme_protocol(tiles::SCHEME, tiles::serve)
        .invoke_handler(tauri::generate_handler![
            files::boot,
            files::set_actor,
            files::set_lang,
            files::project_new,
            files::project_open,
            files::project_recent,
            files::project_again,
            files::project_reopen,
            files::project_sample,
            files::project_save_copy,
            files::project_restore,
            files::project_info,
            others::elsewhere,
            leaving::unsaved,
            leaving::leave,
            reads::dossier,
            reads::site_archive,
            reads::table_grids,
            reads::table_sites,
            reads::search,
            reads::history,
            reads::grid_history,
            reads::site_history,
            reads::cells_at,
            reads::outlines,
            reads::label_places,
            reads::past_days,
            reads::past_day,
            reads::past_grid,
            reads::past_site,
            reads::past_compare,
            reads::chief_loads,
            reads::held_by,
            reads::colour_clashes,
            reads::recolour,
            reads::grids_in,
            reads::grid_rows,
            reads::people,
            reads::check,
            reads::check_cancel,
            day::today,
            day::today_list,
            day::today_picture,
            day::trend,
            day::today_visit,
            day::today_left,
            day::badges,
            reads::people_page,
            reads::person_page,
            reads::vacancies,
            reads::rollup,
            reads::left_out,
            reads::walks,
            reads::patrols,
            reads::inspection_queue,
            reads::near_sites,
            reads::site_landing,
            reads::batch_offers,
            edits::person_add,
            edits::set_duties,
            edits::site_add,
            edits::site_edit,
            edits::site_place,
            edits::step,
            edits::step_many,
            edits::notice_dispatch,
            edits::escalate,
            edits::lift,
            edits::recheck,
            edits::person_edit,
            edits::patrol_add,
            edits::patrol_remove,
            edits::project_repair,
            edits::undo,
            edits::redo,
            rules::rules,
            rules::setting_set,
            rules::kind_put,
            rules::standard_put,
            rules::standard_versions,
            rules::holiday_put,
            rules::holiday_remove,
            rules::holiday_known,
            rules::pause_put,
            rules::pause_would_move,
            rules::pause_remove,
            campaigns::matrix_heads,
            campaigns::matrix_rows,
            campaigns::campaigns,
            campaigns::task_archive,
            campaigns::vacant_square,
            campaigns::breakdown_plan,
            campaigns::breakdown,
            campaigns::withdraw,
            campaigns::exempt,
            campaigns::apply_again,
            campaigns::campaign_add,
            campaigns::campaign_edit,
            campaigns::campaign_remove,
            campaigns::campaign_close,
            campaigns::campaign_arrange,
            campaigns::task_step,
            campaigns::task_items,
            campaigns::task_edit,
            campaigns::task_tie,
            campaigns::answer,
            campaigns::person_loads,
            campaigns::answered,
            campaigns::orgs,
            campaigns::duty_org,
            campaigns::duty_org_end,
            photos::photos_pick,
            photos::photos_hold,
            photos::photos_take,
            photos::photos_leave,
            photos::photos_forget,
            photos::photos_waiting,
            photos::photo_drop,
            documents::notice_save,
            documents::acceptance_save,
            print::notice_paper,
            print::acceptance_paper,
            print::paper_leave,
            print::paper_print,
            documents::document_open,
            documents::photo_save,
            documents::matrix_save,
            import::import_pick,
            import::import_take,
            import::import_preview,
            import::import_rows,
            import::import_run,
            import::import_cancel,
            import::import_discard,
            meetings::meetings,
            meetings::meeting_page,
            meetings::meeting_ranking,
            meetings::meeting_sites,
            meetings::meeting_agenda,
            meetings::meeting_new,
            meetings::meeting_add,
            meetings::meeting_finish,
            ledger::feedback,
            ledger::feedback_of_site,
            ledger::tasks_named,
            ledger::feedback_add,
            ledger::feedback_link,
            ledger::feedback_unlink,
            ledger::feedback_claim,
            ledger::feedback_strike,
            ledger::feedback_reopen,
        ])
        .setup(|app| {
            let paths = app.path();
            let folders = Folders::choose(paths.app_config_dir()?, paths.app_data_dir()?);
            let desk = Arc::new(Desk::new(args, folders));
            // What its events and commands ask for stands before it opens.
            app.manage(desk.clone());
            app.manage(others::Watch::start(app.handle().clone(), desk.clone()));
            window::open(app, desk.settings().window)?;
            for window in app.webview_windows().values() {
                context_menu::set(window, desk.clone())?;
            }
            Ok(())
        })
        .on_window_event(|window, event| match event {
            WindowEvent::DragDrop(event) => import::dragged(window, event),
            WindowEvent::Focused(true) => window.state::<others::Watch>().look_now(),
            WindowEvent::CloseRequested { api, .. } => {
                window::closes(window);
                leaving::asked(window, api);
            }
            _ => {}
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Arc<Desk>>().leave();
            }
        });
    Ok(())
}
