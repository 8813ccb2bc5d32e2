//! What other words for kinds mean: asked once for each, and remembered with the project.

use crate::exchange::kinds::word;
use crate::store::{Kind, Project, Tx};
use crate::view::ImportOptions;
use crate::{Error, Result};
use std::collections::BTreeMap;

/// Words that are remembered, at most.
const MOST: usize = 1000;

/// What is remembered and what is said now, which goes before: word → code, or nothing where its rows stay out.
pub fn settled(project: &Project, kinds: &[Kind], options: &ImportOptions) -> Result<BTreeMap<String, String>> {
    let mut all = project.kind_words()?;
    all.retain(|_, code| kinds.iter().any(|k| k.code == *code));
    all.extend(said(kinds, options)?);
    Ok(all)
}

fn said(kinds: &[Kind], options: &ImportOptions) -> Result<BTreeMap<String, String>> {
    let read = |(text, kind): (&String, &String)| {
        let named = kind.trim();
        let same = |name: &str| name.eq_ignore_ascii_case(named);
        let code = match (kinds.iter()).find(|k| same(&k.code) || same(&k.name) || same(&k.name_en)) {
            _ if named.is_empty() => String::new(),
            Some(kind) => kind.code.clone(),
            None => {
                let known: Vec<_> = kinds.iter().map(|k| k.code.as_str()).collect();
                return Err(Error::Field {
                    field: "kind".into(),
                    reason: format!(
                        "\"{named}\" is no kind of this project; use one of {}",
                        known.join(", ")
                    ),
                });
            }
        };
        Ok((word(text), code))
    };
    options.kinds.iter().map(read).collect()
}

/// Keeps what was said of words for the next list. Rows that are left out once may be wanted another time.
pub fn remember(tx: &mut Tx<'_>, options: &ImportOptions) -> Result<()> {
    let said = said(&tx.kinds()?, options)?;
    if said.is_empty() {
        return Ok(());
    }
    let mut all = tx.kind_words()?;
    for (word, code) in said {
        if code.is_empty() {
            all.remove(&word);
        } else if all.len() < MOST {
            all.insert(word, code);
        }
    }
    tx.put_kind_words(&all)
}
