//! Batches read in turn, parsed on all cores, taken in order.

use crate::Result;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Pulls batches from `next`, one thread at a time and in order, parses each on
/// the thread that pulled it, and hands the results to `take` on this thread in
/// the order of the batches. At most a few batches per core are alive. Ends when
/// `next` gives none or `take` fails.
pub(super) fn run<B: Send, P: Send>(
    next: impl FnMut() -> Option<B> + Send,
    parse: impl Fn(B) -> P + Sync,
    mut take: impl FnMut(P) -> Result<()>,
) -> Result<()> {
    let workers = thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
    let (tickets, queue) = sync_channel::<Receiver<P>>(workers * 2);
    let source = Mutex::new(next);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (tickets, source, parse) = (tickets.clone(), &source, &parse);
            scope.spawn(move || {
                loop {
                    // The ticket is queued under the lock: that keeps the order of the file.
                    let (batch, done) = {
                        let Ok(mut next) = source.lock() else { return };
                        let Some(batch) = next() else { return };
                        let (done, ticket) = sync_channel(1);
                        if tickets.send(ticket).is_err() {
                            return;
                        }
                        (batch, done)
                    };
                    if done.send(parse(batch)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tickets);
        for ticket in queue {
            // A worker that panicked leaves an empty ticket; the scope passes the panic on.
            let Ok(parsed) = ticket.recv() else { break };
            take(parsed)?;
        }
        Ok(())
    })
}
