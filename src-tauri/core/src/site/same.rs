//! Whether a row with the number of a site is about that site: what tells places apart, compared. Pure.

use crate::photo::distance_m;

/// Farther apart than this, two places are two; a place taken anew by a telephone lies nearer.
const APART: f64 = 50.0;

/// What tells a site from another; empty where it is not said.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Marks<'a> {
    pub kind: &'a str,
    pub village: &'a str,
    pub household: &'a str,
    pub address: &'a str,
    pub lon_lat: Option<[f64; 2]>,
}

/// What of a row speaks against its being about the site, as words for a sentence; `metres` is the office's own distance
/// within which sites may be one. Addresses are worded so freely that they count only where nothing else can be compared.
pub fn differences(was: Marks<'_>, is: Marks<'_>, metres: f64) -> Vec<String> {
    let mut out = Vec::new();
    if differ(was.kind, is.kind) {
        out.push("kind".to_owned());
    }
    if differ(was.village, is.village) {
        out.push("village".to_owned());
    }
    if differ(was.household, is.household) {
        out.push("household".to_owned());
    }
    match (was.lon_lat, is.lon_lat) {
        (Some(a), Some(b)) => {
            let d = distance_m(a, b);
            if d > metres.max(APART) {
                out.push(format!("place ({d:.0} m apart)"));
            }
        }
        _ => {
            let household = plain(was.household) == plain(is.household) && !plain(is.household).is_empty();
            if !household && differ(was.address, is.address) {
                out.push("address".to_owned());
            }
        }
    }
    out
}

/// Both say something, and neither is a part of the other.
fn differ(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && !b.is_empty() && !a.contains(&b) && !b.contains(&a)
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAS: Marks<'_> = Marks {
        kind: "dry_toilet",
        village: "李家村",
        household: "马某某",
        address: "二组 25 号",
        lon_lat: Some([102.1, 36.5]),
    };

    fn against(change: impl Fn(&mut Marks<'_>)) -> Vec<String> {
        let mut is = WAS;
        change(&mut is);
        differences(WAS, is, 20.0)
    }

    #[test]
    fn what_was_only_written_otherwise_or_set_right_a_little_is_the_same() {
        assert!(against(|_| ()).is_empty());
        assert!(against(|m| m.village = "李家").is_empty());
        assert!(against(|m| m.household = " 马 某某").is_empty());
        assert!(against(|m| m.address = "公路边").is_empty());
        assert!(against(|m| m.lon_lat = Some([102.1003, 36.5])).is_empty());
        assert!(against(|m| (m.village, m.household, m.lon_lat) = ("", "", None)).is_empty());
    }

    #[test]
    fn another_kind_village_household_or_place_is_another_site() {
        assert_eq!(against(|m| m.kind = "ruined_wall"), ["kind"]);
        assert_eq!(against(|m| m.village = "王家村"), ["village"]);
        assert_eq!(against(|m| m.household = "祁某某"), ["household"]);
        assert_eq!(against(|m| m.lon_lat = Some([102.11, 36.5])), ["place (894 m apart)"]);
        assert_eq!(
            against(|m| (m.household, m.address, m.lon_lat) = ("", "七组", None)),
            ["address"]
        );
    }

    #[test]
    fn the_offices_own_distance_widens_what_is_one_place() {
        let far = Marks {
            lon_lat: Some([102.101, 36.5]),
            ..WAS
        };
        assert_eq!(differences(WAS, far, 20.0).len(), 1);
        assert!(differences(WAS, far, 100.0).is_empty());
    }
}
