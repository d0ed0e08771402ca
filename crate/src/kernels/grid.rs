//! Where a sliding window meets a tensor (batch, depth, height, width, channels).

/// How a window slides along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slide {
    /// Number of elements of the tensor.
    pub length: usize,
    /// Number of elements in a window.
    pub size: usize,
    /// Distance between windows.
    pub stride: usize,
    /// Distance between the elements of a window.
    pub dilation: usize,
    /// Elements added at the front.
    pub low: usize,
    /// Elements added at the end.
    pub high: usize,
    /// Number of places.
    pub places: usize,
}

impl Slide {
    /// An axis of length 1 that nothing happens to.
    pub const SINGLE: Slide =
        Slide { length: 1, size: 1, stride: 1, dilation: 1, low: 0, high: 0, places: 1 };

    /// Number of elements that a window spans.
    pub fn span(&self) -> usize {
        (self.size - 1) * self.dilation + 1
    }

    /// The element under part `tap` of the window at `place`, unless that is padding.
    pub fn source(&self, place: usize, tap: usize) -> Option<usize> {
        let position = place * self.stride + tap * self.dilation;
        position.checked_sub(self.low).filter(|&index| index < self.length)
    }

    /// The places whose windows meet no padding.
    pub fn inner(&self) -> std::ops::Range<usize> {
        let first = self.low.div_ceil(self.stride).min(self.places);
        let last = (self.low + self.length).checked_sub(self.span()).map(|start| start / self.stride);
        first..last.map_or(0, |last| (last + 1).min(self.places)).max(first)
    }

    /// The parts of the window at `place` that are no padding.
    pub fn taps(&self, place: usize) -> std::ops::Range<usize> {
        let start = place * self.stride;
        let first = self.low.saturating_sub(start).div_ceil(self.dilation);
        let end = (self.low + self.length).saturating_sub(start).div_ceil(self.dilation);
        first.min(self.size)..end.min(self.size)
    }
}

/// A window over three axes; fewer axes are [`Slide::SINGLE`] in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Number of tensors side by side.
    pub batch: usize,
    /// Depth, height and width.
    pub axes: [Slide; 3],
}

/// A row of places: all places along the width for one place along the other axes.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Which of the batch.
    pub image: usize,
    /// Place along the depth.
    pub depth: usize,
    /// Place along the height.
    pub height: usize,
}

impl Grid {
    /// A grid of one to three axes.
    pub fn new(batch: usize, slides: &[Slide]) -> Self {
        let mut axes = [Slide::SINGLE; 3];
        axes[3 - slides.len()..].copy_from_slice(slides);
        Self { batch, axes }
    }

    /// The same over so many images.
    pub fn of_images(self, images: usize) -> Self {
        Self { batch: images, ..self }
    }

    /// Number of elements of the tensor, without channels.
    pub fn elements(&self) -> usize {
        self.axes.iter().fold(self.batch, |product, axis| product * axis.length)
    }

    /// Number of rows of places.
    pub fn lines(&self) -> usize {
        self.batch * self.axes[0].places * self.axes[1].places
    }

    /// Number of places in a row.
    pub fn width(&self) -> usize {
        self.axes[2].places
    }

    /// Number of places.
    pub fn places(&self) -> usize {
        self.lines() * self.width()
    }

    /// Number of elements in a window, without channels.
    pub fn window(&self) -> usize {
        self.axes.iter().map(|axis| axis.size).product()
    }

    /// The row of places with this number.
    pub fn line(&self, number: usize) -> Line {
        let [depth, height, _] = self.axes.map(|axis| axis.places);
        Line { image: number / (depth * height), depth: number / height % depth, height: number % height }
    }

    /// Visits the rows of the tensor under a row of places: part of the window (its number along depth and
    /// height), and where the row starts, counted in elements without channels.
    pub fn rows(&self, line: Line, mut visit: impl FnMut(usize, usize)) {
        let [depth, height, width] = self.axes;
        for z in depth.taps(line.depth) {
            for y in height.taps(line.height) {
                let (Some(at_z), Some(at_y)) = (depth.source(line.depth, z), height.source(line.height, y))
                else {
                    continue;
                };
                let row = (line.image * depth.length + at_z) * height.length + at_y;
                visit(z * height.size + y, row * width.length);
            }
        }
    }
}
