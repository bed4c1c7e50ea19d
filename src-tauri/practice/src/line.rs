//! The line to a caller: a socket that can be cut at will, and bodies that break off or never seem to end.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::Bytes;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// What a request knows of the connection it came in on.
#[derive(Clone)]
pub(crate) struct Line {
    cut: Arc<AtomicBool>,
    peer: SocketAddr,
}

impl Line {
    /// Closes the connection: not one more byte goes out.
    pub(crate) fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    pub(crate) fn peer_ip(&self) -> IpAddr {
        self.peer.ip()
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Line {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Line {
            cut: stream.io().cut.clone(),
            peer: *stream.remote_addr(),
        }
    }
}

/// A TCP listener whose connections can be cut from inside a request.
pub(crate) struct CuttableListener(pub(crate) TcpListener);

impl Listener for CuttableListener {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, peer) = Listener::accept(&mut self.0).await;
        // Answers are small and written in two pieces; without this the second waits for the caller's acknowledgement.
        let _ = stream.set_nodelay(true);
        let cut = Arc::new(AtomicBool::new(false));
        (CuttableStream { stream, cut }, peer)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

pub(crate) struct CuttableStream {
    stream: TcpStream,
    cut: Arc<AtomicBool>,
}

impl CuttableStream {
    fn whole(&self) -> io::Result<()> {
        if self.cut.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// A body that promises its whole length, sends the first half and breaks the connection.
pub(crate) struct HalfBody {
    length: u64,
    half: Option<Bytes>,
    flushed: bool,
}

impl HalfBody {
    pub(crate) fn new(whole: &Bytes) -> Self {
        HalfBody {
            length: whole.len() as u64,
            half: Some(whole.slice(..whole.len() / 2)),
            flushed: false,
        }
    }
}

impl Body for HalfBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        // The server writes out what it holds when a body has to wait, so wait once before breaking off.
        if !self.flushed {
            self.flushed = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// A valid body behind a very long run of blanks, of a length that is not announced.
pub(crate) struct HugeBody {
    blanks: u64,
    tail: Option<Bytes>,
}

const BLANKS: &[u8] = &[b' '; 64 * 1024];

impl HugeBody {
    /// `length` is the number of blank bytes before `tail`, rounded up to whole pieces of 64 KiB.
    pub(crate) fn new(length: u64, tail: Bytes) -> Self {
        HugeBody {
            blanks: length.div_ceil(BLANKS.len() as u64),
            tail: Some(tail),
        }
    }
}

impl Body for HugeBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        if self.blanks > 0 {
            self.blanks -= 1;
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(BLANKS)))));
        }
        Poll::Ready(self.tail.take().map(|tail| Ok(Frame::data(tail))))
    }
}
