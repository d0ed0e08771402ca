//! Listens to the log for errors of the graphics driver that would otherwise pass silently.
//!
//! A shader that does not compile is skipped by the graphics backend, which only logs it; the next
//! read would return stale values. The hook turns such a record into an error at that read.

use std::sync::Mutex;

use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::error::{EngineError, Result};

static DEVICE_ERROR: Mutex<Option<String>> = Mutex::new(None);

struct DeviceErrors;

impl Log for DeviceErrors {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() == Level::Error
    }

    fn log(&self, record: &Record<'_>) {
        let target = record.target();
        if record.level() == Level::Error && (target.starts_with("cubecl") || target.starts_with("wgpu")) {
            let mut slot = DEVICE_ERROR.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            slot.get_or_insert_with(|| record.args().to_string());
        }
    }

    fn flush(&self) {}
}

/// Starts listening; a logger that is there already stays.
pub fn install() {
    if log::set_logger(&DeviceErrors).is_ok() {
        log::set_max_level(LevelFilter::Error);
    }
}

/// Fails once with the first error logged since the last call.
pub fn take_device_error() -> Result<()> {
    let mut slot = DEVICE_ERROR.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    match slot.take() {
        Some(detail) => Err(EngineError::new("device_error").with("detail", detail)),
        None => Ok(()),
    }
}
