//! How the page asks for a tile: `gw://localhost/tile/{z}/{x}/{y}?v=&kinds=&states=&unresolved=&overdue=&watch=&on=&since=`,
//! and for its cells as pixels: `gw://localhost/mosaic/{z}/{x}/{y}?v=&side=&px=&shade=&hand=&on=&since=`.

use chrono::NaiveDate;
use gridwarden_core::model::{State, Watch};
use gridwarden_core::store::{Paint, Size};
use gridwarden_core::tile::{Shade, Tile};
use gridwarden_core::view::Filter;
use tauri::http::Uri;

/// One tile, asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TileRequest {
    /// Which.
    pub tile: Tile,
    /// Sites that count.
    pub filter: Filter,
    /// The past day to show; now where there is none.
    pub on: Option<NaiveDate>,
    /// An earlier day to compare it with.
    pub since: Option<NaiveDate>,
}

impl TileRequest {
    /// Reads the address; none when it is not one of a tile that exists.
    pub fn read(uri: &Uri) -> Option<Self> {
        let tile = Tile::parse(uri.path().strip_prefix("/tile/")?).ok()?;
        let mut request = Self {
            tile,
            filter: Filter::default(),
            on: None,
            since: None,
        };
        for pair in pairs(uri) {
            let (key, value) = pair?;
            let list = || value.split(',').filter(|v| !v.is_empty());
            match key {
                "v" => state(&value)?,
                "kinds" => request.filter.kinds = list().map(str::to_owned).collect(),
                "states" => request.filter.states = list().map(State::read).collect::<Option<_>>()?,
                "unresolved" => request.filter.unresolved = value == "1",
                "overdue" => request.filter.overdue = value == "1",
                "on" => request.on = Some(value.parse().ok()?),
                "since" => request.since = Some(value.parse().ok()?),
                "watch" => request.filter.watch = Some(Watch::read(&value)?),
                _ => return None,
            }
        }
        Some(request)
    }
}

/// The cells of one tile as pixels, asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct MosaicRequest {
    /// Which.
    pub tile: Tile,
    /// How large it is shown.
    pub size: Size,
    /// How they are coloured.
    pub paint: Paint,
}

impl MosaicRequest {
    /// Reads the address; none when it is not one of a tile that exists.
    pub fn read(uri: &Uri) -> Option<Self> {
        let tile = Tile::parse(uri.path().strip_prefix("/mosaic/")?).ok()?;
        let mut size = Size::default();
        let (mut shade, mut hand, mut past, mut since) = (None, String::new(), None, None);
        for pair in pairs(uri) {
            let (key, value) = pair?;
            match key {
                "v" => state(&value)?,
                "side" => size.side = value.parse().ok()?,
                "px" => size.px = value.parse().ok().filter(|px: &f64| px.is_finite())?,
                "shade" => shade = Some(Shade::read(&value)?),
                "hand" => hand = value,
                "on" => past = Some(value.parse().ok()?),
                "since" => since = Some(value.parse().ok()?),
                _ => return None,
            }
        }
        let paint = Paint {
            shade: shade?,
            hand,
            past,
            since,
        };
        Some(Self { tile, size, paint })
    }
}

/// The parts of a query; none for one that is not written as it should be.
fn pairs(uri: &Uri) -> impl Iterator<Item = Option<(&str, String)>> {
    let parts = uri.query().unwrap_or_default().split('&').filter(|p| !p.is_empty());
    parts.map(|p| {
        let (key, value) = p.split_once('=')?;
        Some((key, decode(value)?))
    })
}

/// The state of the file and of the chiefs' colours, which is only there to make the address of another one another address.
fn state(value: &str) -> Option<()> {
    let numbers = value.split('.').map(|n| n.parse::<i64>().ok());
    (numbers.collect::<Option<Vec<_>>>()?.len() <= 3).then_some(())
}

/// Undoes the percent and plus signs of a query value.
fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        out.push(match b {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            b => b,
        });
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(uri: &str) -> Option<TileRequest> {
        TileRequest::read(&uri.parse().unwrap())
    }

    #[test]
    fn the_whole_address_is_understood() {
        let uri = "gw://localhost/tile/11/1602/795?v=42&kinds=ruined_wall%2C%E5%85%AC%E5%8E%95&states=filed,submitted&unresolved=1";
        let r = read(uri).unwrap();
        assert_eq!(r.tile, Tile { z: 11, x: 1602, y: 795 });
        assert_eq!(r.filter.kinds, ["ruined_wall", "公厕"]);
        assert_eq!(r.filter.states, [State::Filed, State::Submitted]);
        assert!(r.filter.unresolved && !r.filter.overdue);
    }

    #[test]
    fn the_address_of_another_platform_is_the_same_tile() {
        assert_eq!(
            read("http://gw.localhost/tile/0/0/0"),
            read("gw://localhost/tile/0/0/0")
        );
    }

    #[test]
    fn the_days_of_a_map_that_looks_back_are_understood() {
        let r = read("gw://localhost/tile/11/1602/795?v=42.7.1&on=2026-10-20&since=2026-09-01").unwrap();
        let days = [r.on, r.since].map(|d| d.unwrap().to_string());
        assert_eq!(days, ["2026-10-20", "2026-09-01"]);
    }

    #[test]
    fn a_mosaic_is_asked_for_by_its_shade() {
        let read = |uri: &str| MosaicRequest::read(&uri.parse().unwrap());
        let r =
            read("gw://localhost/mosaic/11/1602/795?v=42.1&side=724&px=1.25&shade=chief&hand=%E6%9D%8E%E5%BC%BA&on=2026-10-20").unwrap();
        assert_eq!(r.tile, Tile { z: 11, x: 1602, y: 795 });
        assert_eq!((r.size.side, r.size.px), (724, 1.25));
        assert_eq!((r.paint.shade, r.paint.hand.as_str()), (Shade::Chief, "李强"));
        assert_eq!(r.paint.past.map(|d| d.to_string()).as_deref(), Some("2026-10-20"));
        for bad in [
            "?v=1",
            "?shade=gone",
            "?shade=lack&side=-1",
            "?shade=lack&px=NaN",
            "?shade=lack&kinds=",
            "?shade=lack&on=then",
            "?shade=chief&hand=%E5",
        ] {
            assert_eq!(read(&format!("gw://localhost/mosaic/1/0/0{bad}")), None, "{bad}");
        }
        assert_eq!(read("gw://localhost/tile/1/0/0?shade=lack"), None);
    }

    #[test]
    fn what_is_no_tile_is_refused() {
        for bad in [
            "/",
            "/tile/1/2",
            "/tile/1/2/0",
            "/tile/1/0/-1",
            "/tile/23/0/0",
            "/tile/99/0/0",
            "/tile/1/0/0/0",
            "/tile/1/0/0?states=gone",
            "/tile/1/0/0?v=new",
            "/tile/1/0/0?v=1.new",
            "/tile/1/0/0?v=1.2.3.4",
            "/tile/1/0/0?kinds=%E5",
            "/tile/1/0/0?kinds=%4",
            "/tile/1/0/0?q=1",
            "/tile/1/0/0?on=2026-02-30",
            "/tile/1/0/0?since=then",
            "/../etc/passwd",
        ] {
            assert_eq!(read(&format!("gw://localhost{bad}")), None, "{bad}");
        }
    }
}
