//! Where the time of a build goes: a table of the parts of the line, and a trace for a viewer
//! such as Perfetto.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use comfy_table::{CellAlignment, Table, presets};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Level, Metadata, Subscriber};
use tracing_chrome::{ChromeLayerBuilder, FlushGuard};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::command::Failure;

/// What was measured, as long as this is held.
#[derive(Default)]
pub struct Timings {
    parts: Arc<Mutex<Vec<Part>>>,
    /// The trace is whole when this is dropped.
    _trace: Option<FlushGuard>,
}

/// One part of the line.
#[derive(Clone, Debug, Default)]
struct Part {
    name: &'static str,
    /// How many parts it stands inside.
    depth: usize,
    /// Its place among the beginnings.
    begun: usize,
    wall: Duration,
    cpu: Duration,
    items: Option<u64>,
    bytes: Option<u64>,
}

impl Timings {
    /// Begins to measure, when a table or a trace is asked for.
    ///
    /// # Errors
    ///
    /// When the file of the trace cannot be made.
    pub fn start(table: bool, trace: Option<&Path>) -> Result<Self, Failure> {
        let mut timings = Self::default();
        let chrome = match trace {
            None => None,
            Some(path) => {
                let file =
                    std::fs::File::create(path).map_err(|e| Failure::path(path, &e))?;
                let chrome = ChromeLayerBuilder::new().writer(file).include_args(true);
                let (layer, guard) = chrome.build();
                timings._trace = Some(guard);
                Some(layer)
            }
        };
        if table || chrome.is_some() {
            let level = if chrome.is_some() { Level::TRACE } else { Level::INFO };
            let own = move |metadata: &Metadata<'_>| {
                *metadata.level() <= level && metadata.target().starts_with("chancery")
            };
            let parts = timings.parts.clone();
            let table = Recorder { parts }.with_filter(filter_fn(is_part));
            let layers = table.and_then(chrome).with_filter(filter_fn(own));
            // A second command in one process goes on with the first one's.
            tracing_subscriber::registry().with(layers).try_init().unwrap_or_default();
        }
        Ok(timings)
    }

    /// The table of what was measured.
    pub fn table(&self) -> String {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner).clone();
        parts.sort_by_key(|part| part.begun);
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["", "wall ms", "CPU ms", "items", "MB"]);
        for part in &parts {
            let name = format!("{}{}", "  ".repeat(part.depth), part.name);
            let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
            let items = part.items.map_or_else(String::new, |items| items.to_string());
            let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
            let bytes = part.bytes.map_or_else(String::new, megabytes);
            table.add_row([name, ms(part.wall), ms(part.cpu), items, bytes]);
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let lines = table.trim_fmt();
        lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
    }
}

/// Whether a span is a part of the line, and no single output.
fn is_part(metadata: &Metadata<'_>) -> bool {
    *metadata.level() == Level::INFO && metadata.fields().field("items").is_some()
}

/// Notes the parts as they end.
struct Recorder {
    parts: Arc<Mutex<Vec<Part>>>,
}

/// A part that has begun.
struct Begun {
    at: Instant,
    cpu: Duration,
    part: Part,
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    #[allow(clippy::disallowed_methods, reason = "a clock that only the table shows")]
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = parts.len();
        let name = attributes.metadata().name();
        let depth = span.scope().skip(1).count();
        let part = Part { name, depth, begun, ..Part::default() };
        parts.push(part.clone());
        span.extensions_mut().insert(Begun { at: Instant::now(), cpu: cpu(), part });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(begun) = span.extensions_mut().get_mut::<Begun>() {
            values.record(&mut begun.part);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let Some(begun) = span.extensions_mut().remove::<Begun>() else { return };
        let wall = begun.at.elapsed();
        let part = Part { wall, cpu: cpu().saturating_sub(begun.cpu), ..begun.part };
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = parts.get_mut(part.begun) {
            *place = part;
        }
    }
}

impl Visit for Part {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "items" => self.items = Some(value),
            "bytes" => self.bytes = Some(value),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// The time that all threads of this process have computed for.
#[cfg(unix)]
fn cpu() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// The time that all threads of this process have computed for: not known here.
#[cfg(not(unix))]
fn cpu() -> Duration {
    Duration::ZERO
}
