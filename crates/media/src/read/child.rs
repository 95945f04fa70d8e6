//! One ffmpeg child: started under limits, its messages gathered, stopped at the deadline and when dropped.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::error::MediaError;
use crate::read::Limits;

/// Containers that hold their own data. Playlists, scripts, devices and picture sequences are not on the list.
const CONTAINERS: &str = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpeg,mpegts,mpegvideo,asf,rm,gif,ogg,wav,mp3,aac,flac,\
                          h264,hevc,m4v,mjpeg,mxf,dv,nut,ivf,obu,yuv4mpegpipe,amr,w64,apng";

/// Bytes of messages kept of one child, beside the last line.
const LOG_BYTES: usize = 256 * 1024;

/// The longest line that is read as one.
const LINE_BYTES: u64 = 8192;

/// What a child said.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    /// Its messages.
    pub(crate) log: String,
    /// Times of the frames that went through the filter `showinfo`, in milliseconds.
    pub(crate) times: Vec<u32>,
    tail: String,
}

/// A running ffmpeg over one file.
pub(crate) struct Child {
    process: Arc<Mutex<Process>>,
    /// Its data.
    pub(crate) output: ChildStdout,
    messages: Option<JoinHandle<Messages>>,
    watch: Option<JoinHandle<()>>,
    done: Option<Sender<()>>,
    stopped: Arc<AtomicBool>,
    path: PathBuf,
    limits: Limits,
}

impl Child {
    /// Starts ffmpeg with `before` the input and `after` it, after checking that the file is one.
    pub(crate) fn spawn(path: &Path, limits: &Limits, before: &[&str], after: &[&str]) -> Result<Self, MediaError> {
        check_file(path, limits)?;
        let mut command = bounded(&limits.ffmpeg, limits.memory_bytes, limits.cpu_seconds);
        command.args(["-nostdin", "-hide_banner", "-nostats", "-loglevel", "info"]);
        command.args(["-protocol_whitelist", "file,pipe", "-format_whitelist", CONTAINERS]);
        command.args(["-max_pixels", &limits.picture_pixels.to_string(), "-threads", &limits.threads.to_string()]);
        if let Some(hardware) = &limits.hardware {
            command.args(["-hwaccel", hardware]);
        }
        command.args(before).arg("-i").arg(as_input(path));
        command.args(["-t", &limits.work_seconds.to_string(), "-filter_threads", "1"]).args(after);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env("AV_LOG_FORCE_NOCOLOR", "1").env("LC_ALL", "C");
        let mut process = command.spawn().map_err(|source| match source.kind() {
            ErrorKind::NotFound => MediaError::FfmpegMissing { program: limits.ffmpeg.clone() },
            _ => MediaError::Process { source },
        })?;
        let (Some(output), Some(errors)) = (process.stdout.take(), process.stderr.take()) else {
            let _ = process.kill();
            return Err(MediaError::Process { source: ErrorKind::BrokenPipe.into() });
        };
        let process = Arc::new(Mutex::new(process));
        let stopped = Arc::new(AtomicBool::new(false));
        let (done, waiting) = channel();
        let watch = {
            let (process, stopped, seconds) = (Arc::clone(&process), Arc::clone(&stopped), limits.wall_seconds);
            std::thread::spawn(move || watch(&waiting, seconds, &process, &stopped))
        };
        Ok(Self {
            process,
            output,
            messages: Some(std::thread::spawn(move || gather(errors))),
            watch: Some(watch),
            done: Some(done),
            stopped,
            path: path.to_owned(),
            limits: limits.clone(),
        })
    }

    /// Reads and drops what the child writes.
    pub(crate) fn drain(&mut self) -> Result<(), MediaError> {
        std::io::copy(&mut self.output, &mut std::io::sink()).map_err(|source| MediaError::Process { source })?;
        Ok(())
    }

    /// Stops the child before it is done; its messages so far are what [`Self::finish`] returns.
    pub(crate) fn stop(&self) {
        let _ = lock(&self.process).kill();
    }

    /// Waits for the end and hands over how it ended and what it said.
    pub(crate) fn finish(mut self) -> Result<(ExitStatus, Messages), MediaError> {
        let messages = self.messages.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        let status = lock(&self.process).wait().map_err(|source| MediaError::Process { source })?;
        if self.stopped.load(Ordering::SeqCst) {
            return Err(MediaError::TimedOut { path: self.path.clone(), seconds: self.limits.wall_seconds });
        }
        if messages.log.contains("Cannot allocate memory") {
            return Err(MediaError::OutOfMemory { path: self.path.clone(), bytes: self.limits.memory_bytes });
        }
        if used_up_processor(status) {
            return Err(MediaError::TimedOut { path: self.path.clone(), seconds: self.limits.cpu_seconds });
        }
        Ok((status, messages))
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.stop();
        let _ = lock(&self.process).wait();
        self.done.take();
        if let Some(watch) = self.watch.take() {
            let _ = watch.join();
        }
    }
}

#[cfg(unix)]
fn used_up_processor(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

#[cfg(not(unix))]
fn used_up_processor(_: ExitStatus) -> bool {
    false
}

pub(super) fn lock(process: &Mutex<Process>) -> MutexGuard<'_, Process> {
    process.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stops the child when nobody has said "done" in time.
pub(super) fn watch(waiting: &Receiver<()>, seconds: u64, process: &Mutex<Process>, stopped: &AtomicBool) {
    if waiting.recv_timeout(Duration::from_secs(seconds)) == Err(RecvTimeoutError::Timeout) {
        stopped.store(true, Ordering::SeqCst);
        let _ = lock(process).kill();
    }
}

/// The messages of the child, line by line. Lines of the filter `showinfo` are read for the times of frames and dropped.
fn gather(errors: impl Read) -> Messages {
    let mut messages = Messages::default();
    let mut reader = BufReader::new(errors);
    let mut line = Vec::new();
    while let Ok(1..) = reader.by_ref().take(LINE_BYTES).read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        if text.contains("Parsed_showinfo") {
            messages.times.extend(frame_time(&text));
        } else if messages.log.len() < LOG_BYTES {
            messages.log.push_str(&text);
        } else {
            messages.tail = text.into_owned();
        }
        line.clear();
    }
    messages.log.push_str(&std::mem::take(&mut messages.tail));
    messages
}

/// `… pts_time:1.25 …` in milliseconds.
fn frame_time(line: &str) -> Option<u32> {
    let (_, rest) = line.split_once("pts_time:")?;
    let seconds: f64 = rest.split_whitespace().next()?.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of u32")]
    let milliseconds = (seconds * 1000.0).round().clamp(0.0, f64::from(u32::MAX)) as u32;
    Some(milliseconds)
}

/// The path with its protocol, so that a leading `-` or a `:` in a name means nothing to ffmpeg.
fn as_input(path: &Path) -> OsString {
    let mut input = OsString::from("file:");
    input.push(path);
    input
}

/// A program, behind `prlimit` where that exists (Linux).
pub(super) fn bounded(program: &Path, memory_bytes: u64, cpu_seconds: u64) -> Command {
    match locate_tools("prlimit") {
        Some(prlimit) if cfg!(target_os = "linux") => {
            let located = locate_tools(program);
            let mut command = Command::new(prlimit);
            command.arg(format!("--as={memory_bytes}"));
            command.arg(format!("--cpu={cpu_seconds}"));
            command.args(["--core=0", "--fsize=0", "--"]);
            // A missing program must be our message, not one of prlimit.
            match located {
                Some(located) => command.arg(located),
                None => return Command::new(program),
            };
            command
        }
        _ => Command::new(program),
    }
}

/// The full path of a program of the PATH, or the path itself where it is one.
fn locate_tools(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let name = Path::new(name.as_ref());
    if name.components().count() > 1 {
        return name.is_file().then(|| name.to_owned());
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Whether the path is an ordinary, non-empty file of allowed size.
///
/// # Errors
/// `Unreadable`, `NotAFile`, `Empty` or `TooLarge`.
pub fn check_file(path: &Path, limits: &Limits) -> Result<u64, MediaError> {
    let facts = std::fs::metadata(path).map_err(|source| MediaError::Unreadable { path: path.to_owned(), source })?;
    if !facts.is_file() {
        return Err(MediaError::NotAFile { path: path.to_owned() });
    }
    match facts.len() {
        0 => Err(MediaError::Empty { path: path.to_owned() }),
        bytes if bytes > limits.file_bytes => Err(MediaError::TooLarge {
            path: path.to_owned(),
            what: format!("the file of {bytes} bytes"),
            limit: format!("{} bytes", limits.file_bytes),
        }),
        bytes => Ok(bytes),
    }
}
