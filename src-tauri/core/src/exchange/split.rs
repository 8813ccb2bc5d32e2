//! Where the features lie in the bytes of a GeoJSON file.
//!
//! The splitter sees the file once, in chunks. It follows strings, escapes and
//! depth only as far as needed to find the ends of the members of the top-level
//! `features` list; everything else is kept as the *skeleton* and checked as
//! JSON when the file has ended, as each member is when it is parsed.

use super::scan::{STRUCTURE, string_stop};

/// Why a file is refused, with the byte where it shows.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub at: Option<u64>,
    pub reason: String,
}

impl Fault {
    pub(super) fn at(at: u64, reason: impl Into<String>) -> Self {
        Self {
            at: Some(at),
            reason: reason.into(),
        }
    }
}

/// The skeleton may be this large: room for a bare geometry, none for a file that is something else.
const MAX_SKELETON: usize = 64 << 20;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Before the root.
    Start,
    /// In the root object, outside the members of `features`.
    Root,
    /// In the list: a member or its end must follow.
    First,
    /// In the list, after a comma: a member must follow.
    Next,
    /// In a member.
    Member,
    /// After a member: a comma or the end must follow.
    After,
    /// After the root.
    End,
    /// Among features that stand one after the other, without a list around them.
    Line,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Armed {
    No,
    /// The key `features` was read.
    Key,
    /// And its colon.
    Colon,
}

/// See the module.
pub(super) struct Splitter {
    state: State,
    depth: u32,
    in_string: bool,
    escaped: bool,
    /// The member is a number or a bare word.
    scalar: bool,
    armed: Armed,
    key: usize,
    /// Where the current member begins in the chunk.
    pub start: usize,
    /// Members ended so far.
    pub members: u32,
    /// A `features` list was met.
    pub listed: bool,
    /// The members stand in no list.
    pub lines: bool,
    /// The root is followed by another object.
    pub followed: bool,
    skeleton: Vec<u8>,
    first: u64,
    cut: usize,
    opened: u64,
    hole: u64,
}

/// Stands before each feature in a GeoJSON text sequence.
const RECORD: u8 = 0x1e;

fn blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

impl Splitter {
    pub(super) fn new() -> Self {
        Self {
            state: State::Start,
            depth: 0,
            in_string: false,
            escaped: false,
            scalar: false,
            armed: Armed::No,
            key: 0,
            start: 0,
            members: 0,
            listed: false,
            lines: false,
            followed: false,
            skeleton: Vec::new(),
            first: 0,
            cut: usize::MAX,
            opened: 0,
            hole: 0,
        }
    }

    /// For a file of features that stand one after the other, mostly one a line.
    pub(super) fn of_lines() -> Self {
        Self {
            state: State::Line,
            lines: true,
            ..Self::new()
        }
    }

    /// Nothing but blanks was seen.
    pub(super) fn is_at_start(&self) -> bool {
        self.state == State::Start
    }

    /// After the root object the file goes on with another: it has one feature a line.
    fn goes_on(&self, b: u8) -> bool {
        self.state == State::End && !self.listed && matches!(b, b'{' | RECORD)
    }

    /// A member began and has not ended.
    pub(super) fn in_member(&self) -> bool {
        self.state == State::Member
    }

    /// Reads `chunk[from..]`, whose first byte stands at `base` in the file, and adds the members that end in it.
    pub(super) fn feed(
        &mut self,
        chunk: &[u8],
        from: usize,
        base: u64,
        found: &mut Vec<(usize, usize)>,
    ) -> Result<(), Fault> {
        let mut i = from;
        while i < chunk.len() {
            let (b, at) = (chunk[i], base + i as u64);
            match self.state {
                State::Member => match self.member(chunk, i) {
                    Some(end) => {
                        found.push((self.start, end));
                        self.members += 1;
                        self.state = if self.lines { State::Line } else { State::After };
                        i = end;
                    }
                    None => i = chunk.len(),
                },
                State::Root => i = self.root(chunk, i, base)?,
                _ if blank(b) => i += 1,
                State::Line if b == b'{' => {
                    self.begin(b, i);
                    i += 1;
                }
                State::Line if b == RECORD => i += 1,
                State::Line => {
                    let n = self.members + 1;
                    return Err(Fault::at(
                        at,
                        format!("feature {n} does not begin with a brace; export the file again"),
                    ));
                }
                State::Start => {
                    if b != b'{' {
                        return Err(Fault::at(at, not_an_object(b)));
                    }
                    self.first = at;
                    self.state = State::Root;
                }
                State::After if b == b',' => {
                    self.state = State::Next;
                    i += 1;
                }
                State::After | State::First if b == b']' => {
                    self.hole = at - self.opened;
                    self.state = State::Root;
                }
                State::First | State::Next if !matches!(b, b',' | b']' | b'}' | b':') => {
                    self.begin(b, i);
                    i += 1;
                }
                State::After => {
                    return Err(Fault::at(
                        at,
                        format!(
                            "a comma or the end of the features must follow feature {}",
                            self.members
                        ),
                    ));
                }
                State::First | State::Next => {
                    return Err(Fault::at(
                        at,
                        format!("feature {} is missing before this", self.members + 1),
                    ));
                }
                State::End => {
                    self.followed = self.goes_on(b);
                    return Err(Fault::at(at, "something follows after the end of the GeoJSON"));
                }
            }
        }
        if self.skeleton.len() > MAX_SKELETON {
            let head = String::from_utf8_lossy(&self.skeleton[..4096]).replace([' ', '\n', '\r', '\t'], "");
            let reason = if head.contains("\"type\":\"Topology\"") {
                super::root::TOPOJSON
            } else {
                "more than 64 MB of it lies outside a list of features; export it as a GeoJSON FeatureCollection"
            };
            return Err(Fault {
                at: None,
                reason: reason.to_owned(),
            });
        }
        Ok(())
    }

    fn begin(&mut self, b: u8, i: usize) {
        self.start = i;
        self.state = State::Member;
        self.in_string = b == b'"';
        self.escaped = false;
        self.depth = u32::from(b == b'{' || b == b'[');
        self.scalar = !self.in_string && self.depth == 0;
    }

    /// The end of the current member, if the chunk has it.
    fn member(&mut self, chunk: &[u8], mut i: usize) -> Option<usize> {
        if self.scalar {
            return chunk[i..]
                .iter()
                .position(|&b| blank(b) || matches!(b, b',' | b']' | b'}'))
                .map(|n| i + n);
        }
        while i < chunk.len() {
            if self.escaped {
                self.escaped = false;
                i += 1;
            } else if self.in_string {
                i = string_stop(chunk, i);
                match chunk.get(i) {
                    Some(b'"') => {
                        self.in_string = false;
                        i += 1;
                        if self.depth == 0 {
                            return Some(i);
                        }
                    }
                    Some(_) => {
                        self.escaped = true;
                        i += 1;
                    }
                    None => {}
                }
            } else {
                while i < chunk.len() && !STRUCTURE[chunk[i] as usize] {
                    i += 1;
                }
                let &b = chunk.get(i)?;
                i += 1;
                match b {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    _ => {
                        self.depth -= 1;
                        if self.depth == 0 {
                            return Some(i);
                        }
                    }
                }
            }
        }
        None
    }

    /// Copies to the skeleton until the list of features opens, the root closes or the chunk ends.
    fn root(&mut self, chunk: &[u8], mut i: usize, base: u64) -> Result<usize, Fault> {
        if self.listed && self.skeleton.len() == self.cut {
            // Back from the list: the depth that members used is the root's again.
            self.depth = 2;
            self.in_string = false;
        }
        while i < chunk.len() {
            let b = chunk[i];
            self.skeleton.push(b);
            i += 1;
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                match b {
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        let key = &self.skeleton[self.key..self.skeleton.len() - 1];
                        self.armed = if self.depth == 1 && key == b"features" {
                            Armed::Key
                        } else {
                            Armed::No
                        };
                    }
                    _ => {}
                }
            } else if !blank(b) {
                let armed = std::mem::replace(&mut self.armed, Armed::No);
                match b {
                    b'"' => {
                        self.in_string = true;
                        self.key = self.skeleton.len();
                    }
                    b':' if armed == Armed::Key => self.armed = Armed::Colon,
                    b'[' if armed == Armed::Colon => {
                        if self.listed {
                            return Err(Fault::at(base + i as u64 - 1, "there is a second list of features"));
                        }
                        self.listed = true;
                        self.cut = self.skeleton.len();
                        self.opened = base + i as u64;
                        self.state = State::First;
                        return Ok(i);
                    }
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth -= 1;
                        if self.depth == 0 {
                            self.state = State::End;
                            return Ok(i);
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(i)
    }

    /// The file has ended after `size` bytes: it must have ended whole.
    pub(super) fn finish(&self, size: u64) -> Result<(), Fault> {
        let inside = match self.state {
            State::End | State::Line => return Ok(()),
            State::Start => {
                return Err(Fault {
                    at: None,
                    reason: "the file is empty; export it again".to_owned(),
                });
            }
            State::Member => format!("inside feature {}", self.members + 1),
            State::Root => "before its JSON is closed".to_owned(),
            State::First | State::Next | State::After => format!("after feature {}", self.members),
        };
        Err(Fault::at(
            size,
            format!("it is cut short {inside}; copy or export the file again"),
        ))
    }

    /// Everything outside the members of the list.
    pub(super) fn skeleton(&self) -> &[u8] {
        &self.skeleton
    }

    /// The byte of the file that stands at this place of the skeleton.
    pub(super) fn file_offset(&self, at: usize) -> u64 {
        self.first + at as u64 + if at > self.cut { self.hole } else { 0 }
    }
}

fn not_an_object(b: u8) -> &'static str {
    match b {
        b'[' => "it is a bare JSON list, not GeoJSON; export it as a FeatureCollection",
        b'<' => super::sniff::WEB_PAGE,
        b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
            "it is a single JSON value, not GeoJSON; export it as a FeatureCollection"
        }
        _ => "it is not JSON; export it as GeoJSON",
    }
}
