//! Whose indentation is at fault: found by trying.
//!
//! A line that fits no record may be indented wrongly itself, or the one before it may be. Of the lines in question, the
//! one is at fault that lets the parser go furthest when it is indented otherwise.

use std::cmp::Reverse;
use std::sync::Arc;

use super::build;
use super::mistake::{Fit, Kind, Line, Mistake};
use super::node::{Node, NodeValue};
use super::outline::Outline;
use super::text::{from, slice};
use crate::source::Source;

/// A longer text is not tried: the line that was noticed is named.
const LONGEST: usize = 128 << 10;

/// A line indented otherwise, and what comes of it.
struct Trial {
    line: Line,
    fit: Fit,
    /// How much of the text is still not read, how many faults are in what is, and how many answers it lacks.
    outcome: (usize, usize, Reverse<usize>),
    /// How rough the text's margin is then.
    roughness: usize,
}

/// The mistake with the line at fault named and the columns that would mend it.
pub(super) fn settle(text: &str, source: &Arc<Source>, mistake: Mistake) -> Mistake {
    let Some(doubt) = mistake.doubt.as_ref().filter(|_| text.len() <= LONGEST) else { return mistake };
    let mut trials = Vec::new();
    for &line in &doubt.lines {
        for fit in doubt.columns.iter().filter(|(column, _)| *column != line.indent()) {
            let changed = format!("{}{}{}", slice(text, 0..line.start), " ".repeat(fit.0), from(text, line.body));
            let pass = build::pass(&changed, source, 0);
            let unread = pass.halt.map_or(0, |halt| changed.len().saturating_sub(halt.at));
            // What was noticed must be read at least.
            if unread < text.len() - doubt.noticed.end || unread == 0 {
                let outcome = (unread, pass.faults.len(), Reverse(pass.node.as_ref().map_or(0, answers)));
                trials.push(Trial { line, fit: fit.clone(), outcome, roughness: roughness(&changed, doubt.step) });
            }
        }
    }
    let Some(best) = trials.iter().min_by_key(|trial| (trial.outcome, trial.roughness)) else { return mistake };
    let (line, outcome) = (best.line, best.outcome);
    let found = line.indent();
    let mut fits: Vec<Fit> = Vec::new();
    for trial in trials.into_iter().filter(|trial| trial.line == line && trial.outcome == outcome) {
        // The nearest columns mend it; it may be two.
        let nearest = fits.first().map_or(usize::MAX, |(column, _)| column.abs_diff(found));
        let distance = trial.fit.0.abs_diff(found);
        if distance < nearest {
            fits.clear();
        }
        if distance <= nearest {
            fits.push(trial.fit);
        }
    }
    let column = fits.iter().map(|(column, _)| *column).min().unwrap_or(0);
    let kind = Kind::Indent { found, fits, leading: line.start..line.body };
    let outline = Outline::new(text);
    let mask = line.start..outline.block_end(line, column);
    Mistake { kind, at: outline.name(line), mask, doubt: None }
}

/// How many answers a node holds that are not blank.
fn answers(node: &Node) -> usize {
    match &node.value {
        NodeValue::Null => 0,
        NodeValue::Scalar(_) => 1,
        NodeValue::List(items) => items.iter().map(answers).sum(),
        NodeValue::Record(entries) => entries.iter().map(|entry| answers(&entry.node)).sum(),
    }
}

/// How often a text's lines change their indentation, depart from its step, or leave a name without an answer.
fn roughness(text: &str, step: usize) -> usize {
    let outline = Outline::new(text);
    let lines: Vec<&Line> = outline.lines.iter().filter(|line| !line.is_blank(text)).collect();
    let words = |line: &Line| slice(text, line.body..line.end).trim_end();
    let rough = |(above, line): (&&Line, &&Line)| {
        let deeper = line.indent() > above.indent();
        let off_step = deeper && line.indent() - above.indent() != step;
        let unanswered = words(above).ends_with(':') && !deeper && !words(line).starts_with('-');
        let rough = [off_step, line.indent() % step != 0, line.indent() != above.indent()];
        rough.into_iter().filter(|&rough| rough).count() + 3 * usize::from(unanswered)
    };
    lines.iter().zip(lines.iter().skip(1)).map(rough).sum()
}
