//! The office's rules: grammar and calls.

use crate::args::Cli;
use crate::run::print;
use crate::words;
use clap::{ArgGroup, Args, ValueEnum};
use gridwarden_core::model::Actor;
use gridwarden_core::store::Project;
use gridwarden_core::view::rules::{HolidayInput, KindInput, PauseInput};
use gridwarden_core::{Error, Result, verbs};
use std::io::Write;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

/// Kinds of site; what is given is added or changed.
#[derive(Args)]
pub struct KindArgs {
    /// Code or name of a kind; a code that is new adds one.
    code: Option<String>,
    /// What the office calls it.
    #[arg(long, requires = "code")]
    name: Option<String>,
    #[arg(long, value_name = "NAME", requires = "code")]
    name_en: Option<String>,
    /// Days that it allows where nobody says by when.
    #[arg(long, value_name = "N", requires = "code")]
    days: Option<u32>,
    /// They are working days.
    #[arg(long, requires = "code", conflicts_with = "calendar")]
    working: bool,
    /// They are days of the calendar.
    #[arg(long, requires = "code")]
    calendar: bool,
    /// Acceptance needs a photo before and one after.
    #[arg(long, value_enum, requires = "code")]
    photos: Option<Switch>,
    /// Take no new sites.
    #[arg(long, requires = "code", conflicts_with = "reopen")]
    close: bool,
    /// Take new sites again.
    #[arg(long, requires = "code")]
    reopen: bool,
}

impl KindArgs {
    fn input(&self) -> KindInput {
        let either = |yes: bool, no: bool| (yes || no).then_some(yes);
        KindInput {
            code: None,
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            deadline_days: self.days,
            working: either(self.working, self.calendar),
            photo_rule: self.photos.map(|s| s == Switch::On),
            closed: either(self.close, self.reopen),
        }
    }
}

/// The standard of a kind; items make its next version.
#[derive(Args)]
pub struct StandardArgs {
    /// Code or name of the kind.
    kind: String,
    /// The whole list anew, one item each.
    #[arg(long = "item", value_name = "TEXT")]
    items: Vec<String>,
    /// Take all items away.
    #[arg(long, conflicts_with = "items")]
    none: bool,
    /// Every version, the newest first.
    #[arg(long, conflicts_with_all = ["items", "none"])]
    versions: bool,
}

/// Holidays and make-up days.
#[derive(Args)]
pub struct HolidayArgs {
    /// A day, or a run of days as 2026-10-01..2026-10-07.
    day: Option<String>,
    /// Worked, to make up for a holiday.
    #[arg(long, requires = "day", conflicts_with = "remove")]
    make_up: bool,
    /// The holiday that it belongs to.
    #[arg(long, requires = "day", conflicts_with = "remove", default_value = "")]
    name: String,
    /// Take it from the list.
    #[arg(long, requires = "day")]
    remove: bool,
    /// Only those of a year.
    #[arg(long, conflicts_with = "day")]
    year: Option<i32>,
    /// Add the State Council's days that the program knows.
    #[arg(long, conflicts_with_all = ["day", "year"])]
    known: bool,
}

/// Stops of each year (winter).
#[derive(Args)]
#[command(group = ArgGroup::new("given").multiple(true))]
pub struct PauseArgs {
    /// What the office calls it; one that is new declares it.
    name: Option<String>,
    /// First day, as 11-15.
    #[arg(long, value_name = "MM-DD", requires = "name", group = "given")]
    from: Option<String>,
    /// Last day, as 03-15.
    #[arg(long, value_name = "MM-DD", requires = "name", group = "given")]
    to: Option<String>,
    /// Kind of site on which work stops.
    #[arg(long = "kind", value_name = "KIND", requires = "name", group = "given")]
    kinds: Vec<String>,
    /// A new name.
    #[arg(long, value_name = "NAME", requires = "name", group = "given")]
    rename: Option<String>,
    /// Say how many deadlines would change and write nothing.
    #[arg(long, requires = "given")]
    dry_run: bool,
    /// Take it back.
    #[arg(long, requires = "name", conflicts_with = "given")]
    remove: bool,
}

/// Shows what is set; with a key and a value, sets it.
pub fn setting(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    key: Option<&str>,
    value: Option<&str>,
) -> Result<()> {
    match key.zip(value) {
        Some((key, value)) => {
            let done = verbs::setting::set(project, who, key, value)?;
            print(cli, out, &done, words::done)
        }
        None => print(cli, out, &project.settings()?, words::rules::settings),
    }
}

/// Lists kinds, adds one or changes one.
pub fn kind(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    a: &KindArgs,
    on: chrono::NaiveDate,
) -> Result<()> {
    let all = project.kind_list(on)?;
    let Some(code) = a.code.as_deref() else {
        return print(cli, out, &all, |k| words::rules::kinds(k));
    };
    let known = all
        .into_iter()
        .find(|k| [&k.code, &k.name, &k.name_en].contains(&&code.to_owned()));
    let input = a.input();
    let done = match known {
        Some(k) if input == KindInput::default() => return print(cli, out, &k, words::rules::kind),
        Some(k) => verbs::kind::edit(project, who, &k.code, &input)?,
        None if input == KindInput::default() => {
            return Err(Error::NotFound {
                what: "kind",
                name: code.into(),
            });
        }
        None => {
            let new = KindInput {
                code: Some(code.into()),
                ..input
            };
            verbs::kind::add(project, who, &new)?
        }
    };
    print(cli, out, &done, words::done)
}

/// Shows a standard or its versions, or writes its next one.
pub fn standard(cli: &Cli, out: &mut impl Write, project: &Project, who: &Actor, a: &StandardArgs) -> Result<()> {
    if a.none || !a.items.is_empty() {
        let done = verbs::kind::standard(project, who, &a.kind, &a.items)?;
        return print(cli, out, &done, words::done);
    }
    let mut all = project.standard_versions(&a.kind)?;
    if !a.versions {
        all.truncate(1);
    }
    print(cli, out, &all, |v| words::rules::standard(v))
}

/// Lists holidays, adds some or takes some away.
pub fn holiday(cli: &Cli, out: &mut impl Write, project: &Project, who: &Actor, a: &HolidayArgs) -> Result<()> {
    let Some(day) = a.day.as_deref() else {
        if a.known {
            let done = verbs::holiday::take_known(project, who)?;
            return print(cli, out, &done, words::done);
        }
        let mut all = project.holidays()?;
        if let Some(year) = a.year {
            all.days.retain(|d| d.day.starts_with(&format!("{year:04}-")));
        }
        return print(cli, out, &all, words::rules::holidays);
    };
    let (from, to) = day.split_once("..").map_or((day, None), |(from, to)| (from, Some(to)));
    let input = HolidayInput {
        from: from.into(),
        to: to.map(str::to_owned),
        make_up: a.make_up,
        name: a.name.clone(),
    };
    let done = match a.remove {
        true => verbs::holiday::remove(project, who, &input)?,
        false => verbs::holiday::put(project, who, &input)?,
    };
    print(cli, out, &done, words::done)
}

/// Lists stops, declares or changes one, or takes one back.
pub fn pause(
    cli: &Cli,
    out: &mut impl Write,
    project: &Project,
    who: &Actor,
    a: &PauseArgs,
    on: chrono::NaiveDate,
) -> Result<()> {
    let all = project.pause_list(on)?;
    let Some(name) = a.name.as_deref() else {
        return print(cli, out, &all, |p| words::rules::pauses(p));
    };
    if a.remove {
        let done = verbs::pause::remove(project, who, name)?;
        return print(cli, out, &done, words::done);
    }
    let known: Vec<_> = all.into_iter().filter(|p| p.name == name).collect();
    let input = PauseInput {
        name: a.rename.clone().or_else(|| known.is_empty().then(|| name.to_owned())),
        from: a.from.clone(),
        to: a.to.clone(),
        kinds: Some(a.kinds.clone()).filter(|k| !k.is_empty()),
    };
    let was = known.first().map(|p| p.name.as_str());
    if was.is_some() && input == PauseInput::default() {
        return print(cli, out, &known, |p| words::rules::pauses(p));
    }
    if a.dry_run {
        let moved = verbs::pause::would_move(project, was, &input)?;
        let said = serde_json::json!({ "deadlines": moved });
        return print(cli, out, &said, |_| {
            words::Lines::of(words::counted(
                moved as usize,
                "deadline would change",
                "deadlines would change",
            ))
        });
    }
    let done = verbs::pause::put(project, who, was, &input)?;
    print(cli, out, &done, words::done)
}
