//! Drawn scenes, several families that have little in common.

mod cards;
mod life;
mod panorama;
mod parallax;
mod particles;
mod puppet;
mod room;
mod shapes;

pub use cards::Cards;
pub use life::Life;
pub use panorama::Panorama;
pub use parallax::Parallax;
pub use particles::Particles;
pub use puppet::Puppet;
pub use room::Room;
pub use shapes::Shapes;

use super::canvas::Canvas;

/// Something that moves: drawn picture after picture.
pub trait Scene {
    /// Draws what is seen at a time, in seconds. Times rise from call to call.
    fn draw(&mut self, time: f32, canvas: &mut Canvas);
}

/// The family of this name with a look and a course of its own.
pub fn scene(family: &str, look: u64, course: u64) -> Box<dyn Scene> {
    match family {
        "shapes" => Box::new(Shapes::new(look, course)),
        "particles" => Box::new(Particles::new(look, course)),
        "panorama" => Box::new(Panorama::new(look, course)),
        "puppet" => Box::new(Puppet::new(look, course)),
        "life" => Box::new(Life::new(look, course)),
        "parallax" => Box::new(Parallax::new(look, course)),
        "room" => Box::new(Room::new(look, course)),
        "black" => Box::new(Black),
        _ => Box::new(Cards::new(look, course)),
    }
}

/// Nothing.
struct Black;

impl Scene for Black {
    fn draw(&mut self, _: f32, canvas: &mut Canvas) {
        canvas.paint(|_, _| [0.0; 3]);
    }
}
