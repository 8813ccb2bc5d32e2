//! The window's TypeScript, generated from [`crate::view`]; committed, and checked for drift.

use crate::report::{Paper, PaperCell, PaperRow, PaperStyle, Part, Sheet};
use crate::{model::*, view::matrix::*, view::patrol::*, view::task::*, view::*};
use ts_rs::{Config, TS};

/// The whole of `ui/src/lib/bindings.ts`.
pub fn typescript() -> String {
    let cfg = Config::new();
    let mut out = String::from("// Generated from src-tauri/core/src/view.rs by `make bless`. Do not edit.\n\n");
    out.push_str("/** Characters at most of a text, by its table and column. */\nexport const limits = {\n");
    for (table, column, limit) in crate::limits::TEXTS {
        out.push_str(&format!("  '{table}.{column}': {},\n", limit.most));
    }
    out.push_str("} as const;\n\n");
    out.push_str("/** Names of the fields that a column of a source can go to. */\nexport const importFields = {\n");
    for what in [ImportAs::Grids, ImportAs::Sites, ImportAs::People, ImportAs::Feedback] {
        let names: Vec<String> = crate::exchange::field_names(what)
            .iter()
            .map(|n| format!("'{n}'"))
            .collect();
        out.push_str(&format!(
            "  {}: [{}],\n",
            format!("{what:?}").to_lowercase(),
            names.join(", ")
        ));
    }
    out.push_str("} as const;\n\n");
    macro_rules! put {
        ($($t:ty),* $(,)?) => {$(
            out.push_str("export ");
            out.push_str(&<$t>::decl(&cfg));
            out.push_str("\n\n");
        )*};
    }
    put!(
        GridId,
        SiteId,
        PersonId,
        DutyId,
        CampaignId,
        TaskId,
        PatrolId,
        EditId,
        FeedbackId,
        MeetingItemId,
        Level,
        State,
        Action,
        TaskState,
        TaskAction,
        Basis,
        PlacedBy,
        Watch,
        Matter,
        Actor,
        GridRef,
        Figures,
        KindInfo,
        RoleInfo,
        EditInfo,
        OthersWrote,
        Lang,
        Change,
        HistoryEntry,
        ProjectInfo,
        CountClasses,
        ColourClashes,
        Filter,
        Outline,
        LabelPlace,
        GridRow,
        SiteRow,
        Page<GridRow>,
        PersonRow,
        DutyView,
        TaskView,
        Dossier,
        StepView,
        StandardItem,
        ActionOffer,
        PhotoView,
        PickedPhoto,
        Picked,
        Paper,
        Sheet,
        PaperStyle,
        Part,
        PaperRow,
        PaperCell,
        RecheckPlan,
        SiteArchive,
        StepInput,
        JudgedBy,
        SiteInput,
        SiteChange,
        Done,
        Hit,
        CellChief,
        HeldBy,
        ChiefLoad,
        ImportAs,
        ImportOptions,
        RowOutcome,
        RowFilter,
        Rejection,
        NowhereSite,
        KindWord,
        LandsIn,
        NearSite,
        Landing,
        NearWarning,
        ImportReport,
        ColumnPreview,
        RowPreview,
        RowPage,
        ImportPreview,
        AssignReport,
        FaultKind,
        Fault,
        FaultCount,
        CheckReport,
        Astray,
        StatusRow,
        Status,
        PastDays,
        KindCount,
        PastDay,
        PastGrid,
        PastSite,
        PastMoves,
        ComparedGrid,
        MovedSite,
        Comparison,
        PersonInput,
        Sort,
        today::Today,
        today::TodayPage,
        today::TodayLine,
        today::Urgent,
        today::TodayList,
        today::TodaySite,
        today::TodayCell,
        today::Trend,
        today::TrendKind,
        today::Badges,
        today::RecheckRow,
        today::BatchRow,
        inspect::QueueRow,
        inspect::InspectionQueue,
        inspect::BatchOffer,
        inspect::BatchDone,
        CampaignInput,
        CampaignRow,
        PersonRef,
        TaskRow,
        TaskItem,
        TaskItemsInput,
        TaskStepView,
        TaskOffer,
        TaskArchive,
        Square,
        Squares,
        ExemptionView,
        VacantSquare,
        MatrixRow,
        MatrixPart,
        Matrix,
        CellChoice,
        BreakdownPlan,
        TasksReport,
        Answered,
        PersonLoad,
        SiteTask,
        PatrolInput,
        PatrolSiteInput,
        PatrolSite,
        PatrolView,
        WalkRow,
        Lack,
        Crowd,
        PersonChange,
        PersonLine,
        PeopleFilter,
        HeldDuty,
        PersonPage,
        Vacancy,
        Vacancies,
        RollupRow,
        Rollup,
        feedback::LinkedSite,
        feedback::LinkedTask,
        feedback::FeedbackRow,
        feedback::FeedbackCounts,
        feedback::FeedbackList,
        feedback::FeedbackInput,
        rules::Settings,
        rules::KindRule,
        rules::KindInput,
        rules::StandardVersion,
        rules::HolidayRow,
        rules::HolidayInput,
        rules::Holidays,
        rules::PauseRow,
        rules::PauseInput,
        rules::OfficeRules,
        meeting::Moves,
        meeting::Rate,
        meeting::Rates,
        meeting::Formula,
        meeting::MeetingRow,
        meeting::Rank,
        meeting::Ranking,
        meeting::MeetingKind,
        meeting::MeetingMap,
        meeting::Moved,
        meeting::MeetingFigures,
        meeting::MeetingInfo,
        meeting::MeetingItem,
        meeting::Agenda,
        meeting::MeetingItemInput,
        meeting::ItemDone,
        meeting_page::MeetingLine,
        meeting_page::MeetingCell,
        meeting_page::MovedCounts,
        meeting_page::MeetingPage,
        meeting_page::RankOf,
        meeting_page::Apart,
        meeting_page::RankBy,
        meeting_page::RankedRow,
        meeting_page::MeetingList,
        meeting_page::MeetingSiteRow,
    );
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_typescript_is_what_the_types_say() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/lib/bindings.ts");
        let now = super::typescript();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == now,
            "ui/src/lib/bindings.ts is out of step with view.rs: run `make bless`"
        );
    }
}
