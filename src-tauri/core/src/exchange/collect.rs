//! What a reading gathers beside the records, and the verdicts that need the whole file.

use super::fields::{PERSON_GRID, SITE_ID, SITE_KIND, Use};
use super::heads;
use super::keys::Keys;
use super::kinds::{self, Words};
use super::notes::{Note, Notes};
use super::records::{Context, Target};
use super::strange::Strange;
use super::values::{listed, shown};
use super::{MAX_REJECTIONS, Place, ReadSummary, Sink, Watch, refused};
use crate::view::{ColumnPreview, Rejection};
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Columns are shown up to this number.
const MAX_COLUMNS: usize = 1000;
/// Columns without a use are counted up to this number.
const MAX_COUNTED: usize = 1 << 20;
/// Samples shown of a column.
pub(super) const SAMPLES: usize = 3;

/// What was done to the data on the way.
#[derive(Default)]
pub(super) struct Tally {
    /// Features that lost a height.
    pub heights: u32,
    /// Rings that were closed.
    pub closed_rings: u32,
    /// Features with NaN or Infinity, read as empty.
    pub not_numbers: u32,
    /// What is told with its rows.
    pub notes: Notes,
    /// Words for kinds that are no kind's name.
    pub words: Words,
    /// Words in the place of a state that are none.
    states: Strange,
    /// What is told of records, unless they are refused.
    said: Vec<(Place, Said)>,
}

enum Said {
    Note(Note, String),
    /// A word in the column of kinds.
    Word(kinds::Word),
    /// A word in the column of states that is none.
    State(String),
}

impl Tally {
    fn merge(&mut self, other: Tally) {
        self.heights += other.heights;
        self.closed_rings += other.closed_rings;
        self.not_numbers += other.not_numbers;
        self.notes.merge(other.notes);
    }

    /// Notices something of a record that is being read.
    pub(super) fn note(&mut self, note: Note, place: Place, text: String) {
        self.said.push((place, Said::Note(note, text)));
    }

    /// Notices a word in the column of kinds.
    pub(super) fn word(&mut self, text: &str, place: Place) {
        self.said.push((place, Said::Word(kinds::Word::of(text))));
    }

    /// Notices a word in the column of states that is none.
    pub(super) fn state(&mut self, text: &str, place: Place) {
        self.said.push((place, Said::State(text.to_owned())));
    }

    /// Takes in what was noticed of the records of a batch. A word of a refused one may be asked about all the same.
    fn hear(&mut self, said: Vec<(Place, Said)>, refused: &HashSet<Place>) {
        for (place, said) in said {
            let taken = !refused.contains(&place);
            match said {
                Said::Note(note, text) if taken => self.notes.add(note, place, || text),
                Said::State(text) if taken => self.states.add(&text, place),
                Said::Note(..) | Said::State(..) => {}
                Said::Word(word) => self.words.add(word, place, taken),
            }
        }
    }

    fn tell(&self, target: &Target, notes: &mut Vec<String>) {
        if self.heights > 0 {
            notes.push(format!("heights (Z) were dropped in {} features", self.heights));
        }
        if self.closed_rings > 0 {
            notes.push(format!(
                "{} rings did not end where they began and were closed",
                self.closed_rings
            ));
        }
        if self.not_numbers > 0 {
            notes.push(format!(
                "NaN or Infinity, which JSON does not have, was read as empty in {} features",
                self.not_numbers
            ));
        }
        notes.extend(self.notes.sentences(target));
        notes.extend(self.states.sentence());
    }
}

/// One batch, read.
pub(super) struct Part<R> {
    pub records: Vec<R>,
    pub rejected: Vec<(Place, String)>,
    pub keys: Keys,
    pub tally: Tally,
    /// Rows or features in it.
    pub total: u32,
    /// Bytes of the file that are done with it.
    pub done: u64,
}

impl<R> Part<R> {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            records: Vec::with_capacity(capacity),
            rejected: Vec::new(),
            keys: Keys::default(),
            tally: Tally::default(),
            total: 0,
            done: 0,
        }
    }

    /// Counts one row or feature in.
    pub(super) fn take(&mut self, place: Place, made: std::result::Result<R, String>) {
        self.total += 1;
        match made {
            Ok(record) => self.records.push(record),
            Err(reason) => self.rejected.push((place, reason)),
        }
    }
}

/// Puts the batches together in the order of the file.
#[derive(Default)]
pub(super) struct Gather {
    pub summary: ReadSummary,
    tally: Tally,
    columns: HashMap<String, usize>,
    /// Hashes of the names of columns without a use that are not shown.
    beyond: HashSet<u64>,
    used: u32,
    /// What the columns are used for.
    uses: Vec<(Use, String)>,
    /// None of the columns is known.
    pub strange: Option<String>,
    /// Columns of which something is told already.
    pub told: HashSet<String>,
}

impl Gather {
    /// Takes a batch and hands its records on.
    pub(super) fn part<R>(&mut self, part: Part<R>, size: u64, watch: Watch<'_>, sink: Sink<'_, R>) -> Result<()> {
        let mut tally = part.tally;
        let said = std::mem::take(&mut tally.said);
        self.tally.merge(tally);
        self.keys(part.keys);
        let summary = &mut self.summary;
        summary.total += part.total;
        summary.rejected_total += part.rejected.len() as u32;
        let mut refused: HashSet<Place> = part.rejected.iter().map(|r| r.0).collect();
        let room = MAX_REJECTIONS.saturating_sub(summary.rejected.len());
        summary
            .rejected
            .extend(part.rejected.into_iter().take(room).map(|(place, reason)| Rejection {
                place: place.to_string(),
                reason,
            }));
        if !watch(part.done.min(size), size) {
            return Err(Error::Cancelled);
        }
        if !part.records.is_empty() {
            refused.extend(sink(part.records)?);
        }
        self.tally.hear(said, &refused);
        Ok(())
    }

    fn keys(&mut self, keys: Keys) {
        for key in keys.into_known() {
            for used in &key.uses {
                self.used |= 1 << used.field;
            }
            let columns = &mut self.summary.columns;
            match self.columns.get(&key.name) {
                Some(&at) => {
                    let room = SAMPLES.saturating_sub(columns[at].samples.len());
                    columns[at].samples.extend(key.samples.into_iter().take(room));
                }
                None if columns.len() < MAX_COLUMNS => {
                    self.uses.extend(key.uses.iter().map(|u| (*u, key.name.clone())));
                    self.columns.insert(key.name.clone(), columns.len());
                    columns.push(ColumnPreview {
                        name: key.name,
                        samples: key.samples,
                        field: key.field,
                    });
                }
                None if key.field.is_none() && self.beyond.len() < MAX_COUNTED => {
                    let mut hasher = DefaultHasher::new();
                    key.name.hash(&mut hasher);
                    self.beyond.insert(hasher.finish());
                }
                None => {}
            }
        }
    }

    /// Tells of properties of several names for one field.
    pub(super) fn rivals(&mut self, context: &Context<'_>) {
        let uses = self.uses.iter().map(|(used, name)| (*used, name.as_str()));
        self.summary.notes.extend(heads::rivals(context, uses, "features"));
    }

    /// Some column goes to this field.
    pub(super) fn has(&self, field: usize) -> bool {
        self.used & (1 << field) != 0
    }

    /// The names of the columns, for a message: as many as fit.
    pub(super) fn column_names(&self) -> String {
        let mut names = String::new();
        for column in &self.summary.columns {
            if names.len() > 200 {
                names.push_str(", …");
                break;
            }
            if !names.is_empty() {
                names.push_str(", ");
            }
            let name = shown(&column.name);
            names.push_str(name.trim_matches('"'));
        }
        names
    }

    /// Refuses a source that lacks a column that was named.
    pub(super) fn check_columns(&self, path: &Path, context: &Context<'_>) -> Result<()> {
        for (field, at, column) in context.wanted.named_columns() {
            if !self.has(at) {
                let (column, names) = (shown(column), self.column_names());
                return Err(refused(
                    path,
                    format!("it has no column {column} for {field}; it has {names}"),
                ));
            }
        }
        Ok(())
    }

    /// What must be there for any row to be taken, and is not, as a clause that says how to go on.
    fn lack(&self, context: &Context<'_>) -> Option<String> {
        let given = |field| self.has(field) || context.wanted.set(field).is_some();
        let names = self.column_names();
        match context.target.what {
            "sites" if !given(SITE_KIND) => Some(format!(
                "no column says what kind each site is; name it with --map kind=COLUMN or give one kind to all with --set kind=… (columns: {names})"
            )),
            "people" if !given(super::fields::PERSON_NAME) => Some(format!(
                "no column holds names; name it with --map name=COLUMN (columns: {names})"
            )),
            "feedback items" if !given(super::fields::FEEDBACK_NUMBER) => Some(format!(
                "no column holds numbers; name it with --map number=COLUMN (columns: {names})"
            )),
            _ => None,
        }
    }

    /// What is said of columns that no field takes.
    fn unused(&self, context: &Context<'_>) -> Option<String> {
        // Town and village only tell cells of one name apart.
        let people = context.target.what == "people";
        let cells = !people || self.has(PERSON_GRID) || context.wanted.set(PERSON_GRID).is_some();
        let tells_nothing = |c: &ColumnPreview| !cells && matches!(c.field.as_deref(), Some("town" | "village"));
        let idle: Vec<&str> = (self.summary.columns.iter())
            .filter(|c| (c.field.is_none() || tells_nothing(c)) && !c.name.is_empty() && !self.told.contains(&c.name))
            .map(|c| c.name.as_str())
            .collect();
        if idle.is_empty() || self.summary.total == 0 {
            return None;
        }
        let fields: Vec<_> = context.target.fields.iter().map(|f| f.name).collect();
        let all = idle.len() + self.beyond.len();
        let more = if self.beyond.len() < MAX_COUNTED {
            ""
        } else {
            "more than "
        };
        Some(format!(
            "{more}{all} columns were not used: {}; --map FIELD=COLUMN takes one for {}",
            listed(all, idle.iter()),
            fields.join(", ")
        ))
    }

    /// The summary, with its notes.
    pub(super) fn finish(mut self, context: &Context<'_>, format: String) -> ReadSummary {
        self.summary.lack = self.strange.take().or_else(|| self.lack(context));
        self.tally.tell(context.target, &mut self.summary.notes);
        self.summary.notes.extend(self.tally.words.sentences(context.vocab));
        self.summary.words = self.tally.words.told(context.vocab);
        let more = self.summary.rejected_total as usize - self.summary.rejected.len();
        if more > 0 {
            self.summary.notes.push(format!(
                "{more} further rows or features were not taken and are not listed"
            ));
        }
        if self.summary.total == 0 {
            self.summary.notes.push("it holds no rows or features".to_owned());
        }
        let numbered = self.columns.keys().any(|c| c.trim() == "序号");
        if context.target.what == "sites" && numbered && !self.has(SITE_ID) && !context.wanted.is_named(SITE_ID) {
            self.summary.notes.push(
                "序号 was not taken for the id, since every list counts from 1; if it is unique, say --map id=序号"
                    .to_owned(),
            );
        }
        self.summary.notes.extend(self.unused(context));
        self.summary.format = format;
        self.summary
    }
}
