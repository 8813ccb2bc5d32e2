//! The window's TypeScript, generated from [`crate::view`]; committed, and checked for drift.

use crate::{model::*, view::task::*, view::*};
use ts_rs::{Config, TS};

/// The whole of `ui/src/lib/bindings.ts`.
pub fn typescript() -> String {
    let cfg = Config::new();
    let mut out = String::from("// Generated from src-tauri/core/src/view.rs by `make bless`. Do not edit.\n\n");
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
        Actor,
        GridRef,
        Figures,
        KindInfo,
        RoleInfo,
        EditInfo,
        ProjectInfo,
        Filter,
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
        RecheckPlan,
        SiteArchive,
        StepInput,
        SiteInput,
        Done,
        Hit,
        ChiefLoad,
        ImportAs,
        ImportOptions,
        RowOutcome,
        Rejection,
        NearSite,
        NearWarning,
        ImportReport,
        ColumnPreview,
        RowPreview,
        ImportPreview,
        AssignReport,
        FaultKind,
        Fault,
        CheckReport,
        StatusRow,
        Status,
        PersonInput,
        Sort,
        today::Today,
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
        meeting::MeetingFigures,
        meeting::MeetingInfo,
        meeting::MeetingItem,
        meeting::Agenda,
        meeting::MeetingItemInput,
        meeting::ItemDone,
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
