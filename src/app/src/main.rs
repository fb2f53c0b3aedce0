//! The page's start: recovery first, then the app.

fn main() {
    app::start();
}
