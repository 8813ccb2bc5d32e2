//! The words of the field: ids, levels, states, kinds; in `actor` who acts, in which role.

mod actor;

pub use actor::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(type = "number")]
        pub struct $name(pub i64);

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(v: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                i64::column_result(v).map(Self)
            }
        }
    )*};
}

ids! {
    /// Key of a grid: `station << 32 | counter`, exact in JavaScript.
    GridId,
    /// Key of a site.
    SiteId,
    /// Key of a person.
    PersonId,
    /// Key of a duty.
    DutyId,
    /// Key of a campaign.
    CampaignId,
    /// Key of a task.
    TaskId,
    /// Key of a patrol.
    PatrolId,
    /// Number of an edit, rising by one.
    EditId,
    /// Key of a problem of the review.
    FeedbackId,
    /// Key of a meeting's item.
    MeetingItemId,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal / $zh:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order of the work.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word that the file, the command line and the bridge use.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The office's word.
            pub fn chinese(self) -> &'static str {
                match self { $($name::$variant => $zh),* }
            }

            /// Reads either word; surrounding blanks and ASCII case do not matter.
            pub fn read(text: &str) -> Option<Self> {
                let t = text.trim();
                Self::ALL.iter().copied().find(|v| v.word().eq_ignore_ascii_case(t) || v.chinese() == t)
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(v: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                let s = v.as_str()?;
                Self::ALL.iter().copied().find(|x| x.word() == s)
                    .ok_or_else(|| rusqlite::types::FromSqlError::Other(format!("unknown word {s:?}").into()))
            }
        }
    };
}

words! {
    /// Level of a grid in the district's tree.
    Level {
        /// The whole district.
        District = "district" / "区",
        /// A subdistrict or town.
        Subdistrict = "subdistrict" / "街道",
        /// A village or community.
        Village = "village" / "村",
        /// A unit grid cell, the ground itself.
        Cell = "cell" / "单元网格",
    }
}

impl Level {
    /// The next coarser level; the district's is its own.
    pub fn above(self) -> Level {
        match self {
            Level::Cell => Level::Village,
            Level::Village => Level::Subdistrict,
            Level::Subdistrict | Level::District => Level::District,
        }
    }
}

/// What a grid is called: by its name, or by its code where it has none.
pub fn called<'a>(name: &'a str, code: &'a str) -> &'a str {
    if name.is_empty() { code } else { name }
}

words! {
    /// Where a site stands in its lifecycle (see [`crate::site::lifecycle`]).
    State {
        /// Reported, not yet looked at.
        Reported = "reported" / "待核实",
        /// Verified and given an archive.
        Filed = "filed" / "已建档",
        /// Handed to the chief of its cell.
        Dispatched = "dispatched" / "已派网格长",
        /// Being put right.
        Rectifying = "rectifying" / "整改中",
        /// Said to be right, waiting for inspection.
        Submitted = "submitted" / "待验收",
        /// Inspected against its standard and accepted.
        Accepted = "accepted" / "已销号",
        /// Put off with a reason until a date.
        Suspended = "suspended" / "挂账",
        /// Found to be no case.
        Dismissed = "dismissed" / "不予立案",
    }
}

impl State {
    /// Still wrong: every state but accepted and dismissed.
    pub fn is_unresolved(self) -> bool {
        !matches!(self, State::Accepted | State::Dismissed)
    }
}

words! {
    /// One move of a site.
    Action {
        /// Reported → filed.
        Verify = "verify" / "核实建档",
        /// Reported → dismissed.
        Dismiss = "dismiss" / "不予立案",
        /// Filed → dispatched; needs a cell with a chief.
        Dispatch = "dispatch" / "派网格长",
        /// Dispatched → rectifying.
        Start = "start" / "开始整改",
        /// Rectifying → submitted.
        Submit = "submit" / "提交验收",
        /// Submitted → accepted; needs the standard, the photos and another inspector.
        Accept = "accept" / "验收达标",
        /// Submitted → rectifying; names the failed items, counts a rework.
        Return = "return" / "不达标退回",
        /// Dispatched or rectifying → suspended, with reason and until-date.
        Suspend = "suspend" / "挂账",
        /// Suspended → rectifying.
        Resume = "resume" / "恢复整改",
        /// Accepted → rectifying; counts a relapse.
        Relapse = "relapse" / "回潮",
    }
}

words! {
    /// A list that the office works off day by day.
    Watch {
        /// Unresolved sites whose deadline is this day.
        DueToday = "due_today" / "今日到期",
        /// Unresolved sites whose deadline is one of the next seven days.
        DueSoon = "due_soon" / "七日内到期",
        /// Escalated sites.
        Escalated = "escalated" / "督办",
        /// Unresolved sites that came back after they were accepted.
        Relapsed = "relapsed" / "回潮",
        /// Suspended sites whose until-day has come.
        SuspensionOver = "suspension_over" / "挂账到期",
        /// Unresolved sites of a kind on which work stops that day.
        Paused = "paused" / "停工期",
        /// Accepted sites with a re-check due.
        RecheckDue = "recheck_due" / "待复查",
        /// Unresolved sites in no cell.
        Loose = "loose" / "不在网格内",
        /// Cells without a chief.
        Vacant = "vacant" / "网格长空缺",
        /// Cells whose chief has no telephone.
        Unreachable = "unreachable" / "缺网格长电话",
        /// Cells for which no department answers.
        NoDepartment = "no_department" / "缺责任部门",
    }
}

words! {
    /// A line of the page that opens in the morning (今日).
    Matter {
        /// Sites past their deadline.
        Overdue = "overdue" / "已逾期",
        /// Sites whose deadline is this day.
        DueToday = "due_today" / "今日到期",
        /// Sites whose deadline is one of the next seven days.
        DueSoon = "due_soon" / "七日内到期",
        /// Escalated sites.
        Escalated = "escalated" / "督办中",
        /// Suspended sites whose until-day has come.
        SuspensionOver = "suspension_over" / "挂账到期",
        /// Sites of a kind on which work stops that day.
        Paused = "paused" / "停工期",
        /// Reported, to be verified.
        Reported = "reported" / "待核实",
        /// Filed, not yet sent to a chief.
        Filed = "filed" / "待派单",
        /// Waiting for inspection.
        Submitted = "submitted" / "待验收",
        /// Accepted, with a re-check due.
        RecheckDue = "recheck_due" / "复查到期",
        /// Unresolved again after they were accepted.
        Relapsed = "relapsed" / "回潮",
        /// Cells without a chief.
        Vacant = "vacant" / "网格长空缺",
        /// Cells whose chief has no telephone.
        Unreachable = "unreachable" / "网格长缺电话",
        /// Cells for which no department answers.
        NoDepartment = "no_department" / "缺责任部门",
        /// Sites in no cell.
        Loose = "loose" / "未归网格的点位",
        /// Squares of campaigns by cells that hold no task (空格).
        EmptySquares = "empty_squares" / "未分解的空格",
        /// Problems of the review that are not struck off.
        FeedbackOpen = "feedback_open" / "反馈问题未销号",
        /// Problems claimed done, or struck off, that are not done.
        ClaimedNotDone = "claimed_not_done" / "报称完成未办结",
    }
}

impl Matter {
    /// The list of the day that it is, where it is one.
    pub fn watch(self) -> Option<Watch> {
        Watch::read(self.word())
    }

    /// The state that its sites are all in, where that is what it asks.
    pub fn state(self) -> Option<State> {
        match self {
            Matter::Reported | Matter::Filed | Matter::Submitted => State::read(self.word()),
            _ => None,
        }
    }

    /// What its cells lack, where it is about cells.
    pub fn lack(self) -> Option<Lack> {
        match self {
            Matter::Vacant => Some(Lack::Chief),
            Matter::Unreachable => Some(Lack::Phone),
            Matter::NoDepartment => Some(Lack::Department),
            _ => None,
        }
    }
}

words! {
    /// What a cell lacks of the people who are to answer for it.
    Lack {
        /// No chief.
        Chief = "chief" / "网格长空缺",
        /// A chief without a telephone.
        Phone = "phone" / "网格长缺电话",
        /// No department, of its own or of the ground above it.
        Department = "department" / "缺责任部门",
    }
}

words! {
    /// A part of the people.
    Crowd {
        /// Chiefs of a cell.
        Chiefs = "chiefs" / "网格长",
        /// Who carries more than one and a half times the mean.
        Heavy = "heavy" / "负担偏重",
        /// Who answers for something and has no telephone.
        Unreachable = "unreachable" / "缺电话",
    }
}

words! {
    /// Where a task stands (see [`crate::task`]).
    TaskState {
        /// Under way.
        Open = "open" / "进行中",
        /// Said to be done, waiting for inspection.
        Submitted = "submitted" / "待验收",
        /// Inspected and accepted.
        Accepted = "accepted" / "已完成",
    }
}

words! {
    /// One move of a task.
    TaskAction {
        /// Open → submitted.
        Submit = "submit" / "提交验收",
        /// Submitted → accepted; needs its sites or its checklist, and another inspector.
        Accept = "accept" / "验收达标",
        /// Submitted → open; counts a rework.
        Return = "return" / "不达标退回",
        /// Accepted → open.
        Reopen = "reopen" / "重新启动",
    }
}

words! {
    /// What a task's progress is counted in.
    Basis {
        /// Its sites.
        Sites = "sites" / "点位",
        /// Items of its checklist.
        Items = "items" / "清单",
        /// The task as a whole.
        Whole = "whole" / "任务",
    }
}

words! {
    /// How a site came to its cell.
    PlacedBy {
        /// The cell contains it.
        Position = "position" / "按位置",
        /// Somebody said so; kept until taken back.
        Hand = "hand" / "人工",
    }
}

/// Language of what people read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two wordings that this language wants.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
