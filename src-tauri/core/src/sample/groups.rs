//! Cutting a set of cells into groups that hang together.

use std::collections::BTreeSet;

/// Which cells touch which.
pub(super) type Touching = Vec<Vec<usize>>;

/// Joins single cells until `want` groups are left, none larger than `most`. The
/// pair with the least `cost` is joined first; stops early when no pair may be.
pub(super) fn gather(
    members: &[usize],
    touching: &Touching,
    want: usize,
    most: usize,
    cost: impl Fn(&[usize], &[usize]) -> f64,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = members.iter().map(|m| vec![*m]).collect();
    while groups.len() > want {
        let mut group_of = vec![None; touching.len()];
        for (g, group) in groups.iter().enumerate() {
            group.iter().for_each(|i| group_of[*i] = Some(g));
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for (a, group) in groups.iter().enumerate() {
            let across: BTreeSet<usize> = group
                .iter()
                .flat_map(|i| &touching[*i])
                .filter_map(|j| group_of[*j])
                .filter(|b| *b > a)
                .collect();
            for b in across {
                if group.len() + groups[b].len() > most {
                    continue;
                }
                let c = cost(group, &groups[b]);
                if best.is_none_or(|(least, _, _)| c < least) {
                    best = Some((c, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break };
        let joined = groups.remove(b);
        groups[a].extend(joined);
        groups[a].sort_unstable();
    }
    groups
}

/// The connected parts of some cells, the largest first.
pub(super) fn parts(members: &[usize], touching: &Touching) -> Vec<Vec<usize>> {
    let mut left: BTreeSet<usize> = members.iter().copied().collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut part = vec![first];
        let mut next = 0;
        while next < part.len() {
            for j in &touching[part[next]] {
                if left.remove(j) {
                    part.push(*j);
                }
            }
            next += 1;
        }
        found.push(part);
    }
    found.sort_by_key(|p| std::cmp::Reverse(p.len()));
    found
}

/// Shares all cells out: group `g` gets exactly `wanted[g]` of them, connected,
/// around its seat. `pull(g, i)` is how unwilling cell `i` is to belong to `g`.
pub(super) fn share(touching: &Touching, wanted: &[usize], pull: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let (n, k) = (touching.len(), wanted.len());
    let mut weight = vec![0.0; k];
    let mut owner = vec![0; n];
    for round in 0..300 {
        for (i, o) in owner.iter_mut().enumerate() {
            *o = (0..k)
                .min_by(|a, b| (pull(*a, i) - weight[*a]).total_cmp(&(pull(*b, i) - weight[*b])))
                .unwrap_or(0);
        }
        let step = 1.2 / (1.0 + f64::from(round) / 25.0);
        for g in 0..k {
            weight[g] += step * (wanted[g] as f64 - count(&owner, g) as f64);
        }
    }
    for _ in 0..60 {
        reunite(&mut owner, touching, k);
        let Some(short) = (0..k).find(|g| count(&owner, *g) < wanted[*g]) else {
            break;
        };
        let path = path_from_plenty(&owner, touching, wanted, short);
        for hop in path.windows(2) {
            hand_over(&mut owner, touching, hop[1], hop[0], &pull);
        }
    }
    owner
}

fn count(owner: &[usize], g: usize) -> usize {
    owner.iter().filter(|o| **o == g).count()
}

fn of(owner: &[usize], g: usize) -> Vec<usize> {
    (0..owner.len()).filter(|i| owner[*i] == g).collect()
}

/// Gives every stray part of a group to whichever neighbour it touches first.
fn reunite(owner: &mut [usize], touching: &Touching, k: usize) {
    for g in 0..k {
        for part in parts(&of(owner, g), touching).into_iter().skip(1) {
            for i in part {
                if let Some(j) = touching[i].iter().find(|j| owner[**j] != g) {
                    owner[i] = owner[*j];
                }
            }
        }
    }
}

/// Groups from the one that lacks cells to the nearest that has too many.
fn path_from_plenty(owner: &[usize], touching: &Touching, wanted: &[usize], short: usize) -> Vec<usize> {
    let mut paths = vec![vec![short]];
    let mut seen = BTreeSet::from([short]);
    let mut next = 0;
    while next < paths.len() {
        let path = paths[next].clone();
        let end = path[path.len() - 1];
        if count(owner, end) > wanted[end] {
            return path;
        }
        for i in of(owner, end) {
            for j in &touching[i] {
                if seen.insert(owner[*j]) {
                    paths.push(path.iter().copied().chain([owner[*j]]).collect());
                }
            }
        }
        next += 1;
    }
    Vec::new()
}

/// Moves the most willing border cell whose leaving does not tear its group.
fn hand_over(owner: &mut [usize], touching: &Touching, from: usize, to: usize, pull: &impl Fn(usize, usize) -> f64) {
    let leaving = of(owner, from)
        .into_iter()
        .filter(|i| touching[*i].iter().any(|j| owner[*j] == to))
        .filter(|i| {
            let rest: Vec<usize> = of(owner, from).into_iter().filter(|o| o != i).collect();
            parts(&rest, touching).len() == 1
        })
        .min_by(|a, b| (pull(to, *a) - pull(from, *a)).total_cmp(&(pull(to, *b) - pull(from, *b))));
    if let Some(i) = leaving {
        owner[i] = to;
    }
}
