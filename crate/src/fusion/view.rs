//! Where the elements of an input lie, for each element of a result: `element(i_1 .. i_n) = start + sum i_k stride_k`.

/// A walk through a slice; broadcast axes have stride 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The first element.
    pub start: usize,
    /// Length and stride of each axis, outermost first; neighbours that make one axis are one.
    axes: Vec<(usize, usize)>,
}

impl View {
    /// Axes of these lengths and strides.
    pub fn new(start: usize, shape: &[usize], strides: &[usize]) -> Self {
        let mut axes: Vec<(usize, usize)> = vec![];
        for (&length, &stride) in shape.iter().zip(strides).filter(|&(&length, _)| length != 1) {
            match axes.last_mut() {
                Some(last) if last.1 == length * stride => *last = (last.0 * length, stride),
                _ => axes.push((length, stride)),
            }
        }
        Self { start, axes }
    }

    /// All elements in order.
    pub fn whole(count: usize) -> Self {
        Self::new(0, &[count], &[1])
    }

    /// Elements that lie in order under `from`, repeated to `to`.
    pub fn broadcast(from: &[usize], to: &[usize]) -> Self {
        let strides = strides(from);
        Self::new(0, to, &broadcast_strides(from, &strides, to))
    }

    /// Length and stride of each axis, outermost first.
    pub fn axes(&self) -> &[(usize, usize)] {
        &self.axes
    }

    /// Whether neighbours of the result are neighbours here.
    pub fn is_dense(&self) -> bool {
        match self.axes.as_slice() {
            [] => true,
            [(_, stride)] => *stride == 1,
            _ => false,
        }
    }

    /// After how many elements the walk begins again, where it does nothing else but repeat a run.
    pub fn period(&self) -> Option<usize> {
        match self.axes.as_slice() {
            [(_, 0), (length, 1)] => Some(*length),
            axes if axes.iter().all(|&(_, stride)| stride == 0) => Some(1),
            _ => None,
        }
    }

    /// Elements that the slice must have.
    pub fn reach(&self) -> usize {
        self.start + self.axes.iter().map(|&(length, stride)| (length - 1) * stride).sum::<usize>() + 1
    }

    /// Calls `each` with the runs of elements `first..first + count`: place in the block, place in the slice,
    /// length, stride.
    #[inline(always)]
    fn runs(&self, first: usize, count: usize, mut each: impl FnMut(usize, usize, usize, usize)) {
        let Some((&(length, stride), outer)) = self.axes.split_last() else {
            each(0, self.start, count, 0);
            return;
        };
        let mut done = 0;
        while done < count {
            let index = first + done;
            let (mut rest, column) = (index / length, index % length);
            let mut at = self.start + column * stride;
            for &(length, stride) in outer.iter().rev() {
                at += rest % length * stride;
                rest /= length;
            }
            let run = (length - column).min(count - done);
            each(done, at, run, stride);
            done += run;
        }
    }

    /// Copies elements `first..` of the walk to `to`.
    pub fn gather(&self, from: &[f32], first: usize, to: &mut [f32]) {
        self.runs(first, to.len(), |place, at, count, stride| {
            let to = &mut to[place..place + count];
            match stride {
                0 => to.fill(from[at]),
                1 => to.copy_from_slice(&from[at..at + count]),
                stride => {
                    let from = from[at..].iter().step_by(stride);
                    to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                }
            }
        });
    }

    /// Adds `from` to the elements `first..` of the walk.
    pub fn scatter_add(&self, from: &[f32], first: usize, to: &mut [f32]) {
        self.runs(first, from.len(), |place, at, count, stride| {
            let from = &from[place..place + count];
            match stride {
                0 => to[at] += sum(from),
                1 => to[at..at + count].iter_mut().zip(from).for_each(|(to, from)| *to += from),
                stride => {
                    let to = to[at..].iter_mut().step_by(stride);
                    to.zip(from).for_each(|(to, from)| *to += from);
                }
            }
        });
    }
}

/// The sum in eight lanes, which is quicker and more exact than one after the other.
#[inline(always)]
fn sum(values: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().sum();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
    }
    lanes.iter().sum::<f32>() + rest
}

/// Strides of a shape whose elements lie in order.
pub fn strides(shape: &[usize]) -> Vec<usize> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis];
    }
    strides
}

/// Strides for the longer shape `to`: 0 along axes that are repeated.
pub fn broadcast_strides(from: &[usize], strides: &[usize], to: &[usize]) -> Vec<usize> {
    let missing = to.len() - from.len();
    let kept = |axis: usize| if from[axis] == 1 { 0 } else { strides[axis] };
    (0..to.len()).map(|axis| if axis < missing { 0 } else { kept(axis - missing) }).collect()
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn walks_gather_what_they_scatter() {
        let from: Vec<f32> = (0..24).map(|value| value as f32).collect();
        let part = View::new(2, &[2, 3, 2], &[12, 4, 1]);
        let mut found = vec![0.0; 12];
        part.gather(&from, 0, &mut found);
        assert_eq!(found, [2.0, 3.0, 6.0, 7.0, 10.0, 11.0, 14.0, 15.0, 18.0, 19.0, 22.0, 23.0]);
        let mut rest = vec![0.0; 5];
        part.gather(&from, 3, &mut rest);
        assert_eq!(rest, found[3..8]);
        let row = View::broadcast(&[3], &[2, 3]);
        let mut sums = vec![0.0; 3];
        row.scatter_add(&[1.0, 2.0, 3.0, 4.0], 0, &mut sums);
        row.scatter_add(&[5.0, 6.0], 4, &mut sums);
        assert_eq!(sums, [5.0, 7.0, 9.0]);
        let column = View::broadcast(&[2, 1], &[2, 3]);
        let mut sums = vec![0.0; 2];
        column.scatter_add(&[1.0; 6], 0, &mut sums);
        assert_eq!(sums, [3.0, 3.0]);
        assert!(View::new(3, &[2, 4], &[4, 1]).is_dense());
        assert_eq!(
            [row.period(), column.period(), View::broadcast(&[1], &[5, 6]).period()],
            [Some(3), None, Some(1)]
        );
        assert_eq!(part.reach(), 24);
    }
}
