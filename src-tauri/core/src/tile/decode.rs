//! Reads a tile back, for the tests: layers, features, rings.

use std::collections::BTreeMap;

/// A value of a property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Int(i64),
    Bool(bool),
}

/// A feature: id, geometry type, its rings or lines (closing vertex left out), properties.
#[derive(Debug, Clone)]
pub(crate) struct Feature {
    pub(crate) id: Option<u64>,
    pub(crate) kind: u64,
    pub(crate) parts: Vec<Vec<[i32; 2]>>,
    pub(crate) props: BTreeMap<String, Value>,
}

impl Feature {
    pub(crate) fn int(&self, key: &str) -> i64 {
        match self.props.get(key) {
            Some(Value::Int(v)) => *v,
            other => panic!("{key} is {other:?}"),
        }
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        match self.props.get(key) {
            Some(Value::Text(v)) => v,
            other => panic!("{key} is {other:?}"),
        }
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.props.get(key) == Some(&Value::Bool(true))
    }
}

enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return value;
        }
    }
    panic!("a varint without end")
}

fn fields(mut bytes: &[u8]) -> Vec<(u64, Field<'_>)> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let field = match key & 7 {
            0 => Field::Number(varint(&mut bytes)),
            2 => {
                let length = varint(&mut bytes) as usize;
                let (value, rest) = bytes.split_at(length);
                bytes = rest;
                Field::Bytes(value)
            }
            wire => panic!("wire type {wire}"),
        };
        found.push((key >> 3, field));
    }
    found
}

fn packed(mut bytes: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        found.push(varint(&mut bytes) as u32);
    }
    found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Follows the drawing commands strictly as the format lays them down.
fn parts(kind: u64, code: &[u32]) -> Vec<Vec<[i32; 2]>> {
    let zigzag = |v: u32| (v >> 1) as i32 ^ -((v & 1) as i32);
    let (mut parts, mut open) = (Vec::<Vec<[i32; 2]>>::new(), false);
    let (mut at, mut i) = ([0, 0], 0);
    while i < code.len() {
        let (command, count) = (code[i] & 7, code[i] >> 3);
        i += 1;
        if command == 7 {
            assert!(open && kind == 3 && count == 1, "ClosePath of an open ring");
            open = false;
            continue;
        }
        assert!(count > 0);
        match command {
            1 => {
                assert!(!open || kind != 3, "MoveTo inside a ring");
                assert!(kind == 1 || count == 1, "one MoveTo a path");
                parts.push(Vec::new());
                open = true;
            }
            2 => assert!(open && parts.last().unwrap().len() == 1, "one LineTo after MoveTo"),
            other => panic!("command {other}"),
        }
        for _ in 0..count {
            at = [at[0] + zigzag(code[i]), at[1] + zigzag(code[i + 1])];
            parts.last_mut().unwrap().push(at);
            i += 2;
        }
    }
    assert!(!open || kind != 3, "a ring left open");
    parts
}

/// The layers of a tile by name, in which no name may come twice.
pub(crate) fn decode(bytes: &[u8]) -> BTreeMap<String, Vec<Feature>> {
    let mut layers = BTreeMap::new();
    for (number, field) in fields(bytes) {
        let (3, Field::Bytes(bytes)) = (number, field) else {
            panic!("not a layer")
        };
        let (mut name, mut keys, mut values, mut raw) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        for field in fields(bytes) {
            match field {
                (1, Field::Bytes(b)) => name = text(b),
                (2, Field::Bytes(b)) => raw.push(b),
                (3, Field::Bytes(b)) => keys.push(text(b)),
                (4, Field::Bytes(b)) => values.push(match fields(b).pop() {
                    Some((1, Field::Bytes(b))) => Value::Text(text(b)),
                    Some((4, Field::Number(v))) => Value::Int(v as i64),
                    Some((7, Field::Number(v))) => Value::Bool(v != 0),
                    _ => panic!("a value of another type"),
                }),
                (5, Field::Number(extent)) => assert_eq!(extent, 4096),
                (15, Field::Number(version)) => assert_eq!(version, 2),
                (number, _) => panic!("field {number} of a layer"),
            }
        }
        let features = raw.into_iter().map(|bytes| feature(bytes, &keys, &values)).collect();
        assert!(layers.insert(name, features).is_none(), "a layer twice");
    }
    layers
}

fn feature(bytes: &[u8], keys: &[String], values: &[Value]) -> Feature {
    let (mut id, mut kind, mut code, mut tags) = (None, 0, Vec::new(), Vec::new());
    for field in fields(bytes) {
        match field {
            (1, Field::Number(v)) => id = Some(v),
            (2, Field::Bytes(b)) => tags = packed(b),
            (3, Field::Number(v)) => kind = v,
            (4, Field::Bytes(b)) => code = packed(b),
            (number, _) => panic!("field {number} of a feature"),
        }
    }
    let props = tags
        .chunks_exact(2)
        .map(|t| (keys[t[0] as usize].clone(), values[t[1] as usize].clone()))
        .collect();
    Feature {
        id,
        kind,
        parts: parts(kind, &code),
        props,
    }
}
