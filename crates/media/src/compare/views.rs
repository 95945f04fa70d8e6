//! The parts of a picture that may be the whole of another: crops, upright and flat cuts, places of a picture in a picture.

use crate::picture::Area;

/// A part, by its size and place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum View {
    /// A part of the picture's own shape: side as a share, place of its corner among the room left.
    Same(f32, f32, f32),
    /// The largest part of this shape (width / height): place among the room left, and what of its size is taken.
    Shaped(f32, f32, f32),
}

impl View {
    pub(crate) fn area(self, shape: f32) -> Area {
        match self {
            Self::Same(side, x, y) => Area::new((1.0 - side) * x, (1.0 - side) * y, side, side),
            Self::Shaped(wanted, place, part) => {
                let (mut width, mut height) =
                    if wanted > shape { (1.0, shape / wanted) } else { (wanted / shape, 1.0) };
                width *= part;
                height *= part;
                let (x, y) = if wanted > shape { (0.5, place) } else { (place, 0.5) };
                Area::new((1.0 - width) * x, (1.0 - height) * y, width, height)
            }
        }
    }
}

const WIDE: f32 = 16.0 / 9.0;
const TALL: f32 = 9.0 / 16.0;

/// All parts that are tried.
pub(crate) const VIEWS: &[View] = &[
    View::Same(0.9, 0.5, 0.5),
    View::Same(0.8, 0.5, 0.5),
    View::Same(0.7, 0.5, 0.5),
    View::Same(0.6, 0.5, 0.5),
    View::Same(0.5, 0.5, 0.5),
    View::Same(0.9, 0.0, 0.0),
    View::Same(0.9, 1.0, 0.0),
    View::Same(0.9, 0.0, 1.0),
    View::Same(0.9, 1.0, 1.0),
    View::Same(0.8, 0.0, 0.0),
    View::Same(0.8, 1.0, 0.0),
    View::Same(0.8, 0.0, 1.0),
    View::Same(0.8, 1.0, 1.0),
    View::Same(0.8, 0.5, 0.2),
    View::Same(0.7, 0.5, 0.2),
    View::Same(0.7, 0.15, 0.15),
    View::Same(0.7, 0.85, 0.15),
    View::Same(0.7, 0.15, 0.85),
    View::Same(0.7, 0.85, 0.85),
    View::Same(0.6, 0.1, 0.1),
    View::Same(0.6, 0.9, 0.1),
    View::Same(0.6, 0.1, 0.9),
    View::Same(0.6, 0.9, 0.9),
    View::Same(0.5, 0.07, 0.07),
    View::Same(0.5, 0.93, 0.07),
    View::Same(0.5, 0.07, 0.93),
    View::Same(0.5, 0.93, 0.93),
    View::Same(0.4, 0.05, 0.05),
    View::Same(0.4, 0.95, 0.05),
    View::Same(0.4, 0.05, 0.95),
    View::Same(0.4, 0.95, 0.95),
    View::Same(0.4, 0.5, 0.5),
    View::Same(0.33, 0.05, 0.05),
    View::Same(0.33, 0.95, 0.05),
    View::Same(0.33, 0.05, 0.95),
    View::Same(0.33, 0.95, 0.95),
    View::Shaped(WIDE, 0.5, 1.0),
    View::Shaped(WIDE, 0.3, 1.0),
    View::Shaped(WIDE, 0.7, 1.0),
    View::Shaped(WIDE, 0.5, 0.9),
    View::Shaped(1.333, 0.5, 1.0),
    View::Shaped(1.0, 0.5, 1.0),
    View::Shaped(1.0, 0.0, 1.0),
    View::Shaped(1.0, 1.0, 1.0),
    View::Shaped(0.75, 0.5, 1.0),
    View::Shaped(TALL, 0.5, 1.0),
    View::Shaped(TALL, 0.25, 1.0),
    View::Shaped(TALL, 0.75, 1.0),
    View::Shaped(TALL, 0.0, 1.0),
    View::Shaped(TALL, 1.0, 1.0),
];
