//! What the commands of the command line do.

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use server::{DataFile, Options, Store};
use tokio::net::TcpListener;
use tokio::signal;

use crate::arguments::{Data, Import, Serve};

/// Errors of a command are printed and end it.
type Outcome = Result<(), Box<dyn Error>>;

/// The port when none is chosen.
const PORT: u16 = 8080;

/// Answers requests until a signal stops it.
pub(crate) fn serve(serve: Serve) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let file = match &serve.data {
            Data::Memory => None,
            Data::File(path) => Some(DataFile::lock(path)?),
        };
        let listener = listen(&serve).await?;
        let store = open(file, &serve)?;
        let key = serve.options.key.clone().map_or_else(|| store.key(), Ok)?;
        let address = listener.local_addr()?;
        let user =
            serve.options.user.clone().or_else(|| Some(format!("{}@localhost", login_name())));
        let options = Options { port: Some(address.port()), user, ..serve.options };
        let router = server::router(store.clone(), options.clone())?;
        tokio::spawn(async move {
            if let Err(error) = server::watch(store, options).await {
                eprintln!("alerts are not watched: {error}");
            }
        });
        eprintln!("x-api-key: {key}");
        println!("http://{address}");
        axum::serve(listener, router).with_graceful_shutdown(stop()).await?;
        Ok(())
    })
}

/// Makes an agent of projection files.
pub(crate) fn import(import: &Import) -> Outcome {
    let mut files = Vec::new();
    for path in &import.files {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        files.push((name, text));
    }
    let store = Store::open(&import.data)?;
    let user = import.user.clone().unwrap_or_else(|| format!("{}@localhost", login_name()));
    let agent = server::import(&store, &import.agent, &user, &files)?;
    println!("{agent}");
    Ok(())
}

async fn listen(serve: &Serve) -> Result<TcpListener, String> {
    let ip = serve.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let wanted = SocketAddr::new(ip, serve.port.unwrap_or(PORT));
    TcpListener::bind(wanted).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!("{wanted} is in use; choose another --port"),
        _ => format!("cannot listen on {wanted}: {error}"),
    })
}

/// Opens the store. The last step that can fail must come before this one, which deletes data when
/// the command line says `--fresh`.
fn open(file: Option<DataFile>, serve: &Serve) -> Result<Store, Box<dyn Error>> {
    let store = match file {
        None => Store::memory()?,
        Some(file) => {
            if serve.fresh {
                file.delete()?;
            }
            Store::open_locked(file)?
        }
    };
    if serve.sample {
        server::fill_with_sample(&store, serve.options.api)?;
    }
    Ok(store)
}

fn login_name() -> String {
    let name =
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "local".to_owned())
}

/// Waits for Ctrl-C or SIGTERM.
async fn stop() {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
