"""Keras's names for the operations in a model's graph, so that either reads the other's models.

In a configuration an operation is a class: `ops.mean(x, axis=1)` is `Mean(axis=1)` called on `x`.
A row: the module in `keras.src.ops`, the class, the function, the arguments of the call, and the
arguments of the class (`-` for none).
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["OperationNames", "by_class", "by_function"]


class OperationNames(NamedTuple):
    """One row of the table."""

    module: str
    class_name: str
    function: str
    inputs: tuple[str, ...]
    settings: tuple[str, ...]


_TABLE = """
numpy Absolute abs x -
numpy Absolute absolute x -
numpy Add add x1,x2 -
numpy All all x axis,keepdims
numpy AllClose allclose x1,x2 rtol,atol,equal_nan
numpy Amax amax x axis,keepdims
numpy Amin amin x axis,keepdims
numpy Angle angle x -
numpy Any any x axis,keepdims
numpy Append append x1,x2 axis
numpy Arange arange start,stop,step dtype
numpy Arccos arccos x -
numpy Arccosh arccosh x -
numpy Arcsin arcsin x -
numpy Arcsinh arcsinh x -
numpy Arctan arctan x -
numpy Arctan2 arctan2 x1,x2 -
numpy Arctanh arctanh x -
numpy Argmax argmax x axis,keepdims
numpy Argmin argmin x axis,keepdims
numpy Argpartition argpartition x kth,axis
numpy Argsort argsort x axis
numpy Array array x dtype
numpy ArraySplit array_split x indices_or_sections,axis
core AssociativeScan associative_scan f,elems reverse,axis
numpy Average average x,weights axis
nn AveragePool average_pool inputs pool_size,strides,padding,data_format
nn BatchNorm batch_normalization x,mean,variance,offset,scale axis,epsilon
nn BinaryCrossentropy binary_crossentropy target,output from_logits
numpy Bincount bincount x weights,minlength,sparse
numpy BitwiseAnd bitwise_and x,y -
numpy BitwiseInvert bitwise_invert x -
numpy BitwiseLeftShift bitwise_left_shift x,y -
numpy BitwiseNot bitwise_not x -
numpy BitwiseOr bitwise_or x,y -
numpy BitwiseRightShift bitwise_right_shift x,y -
numpy BitwiseXor bitwise_xor x,y -
numpy BroadcastTo broadcast_to x shape
core Cast cast x dtype
nn CategoricalCrossentropy categorical_crossentropy target,output from_logits,axis
numpy Cbrt cbrt x -
numpy Ceil ceil x -
nn Celu celu x alpha
numpy Clip clip x x_min,x_max
numpy Concatenate concatenate xs axis
nn Conv conv inputs,kernel strides,padding,data_format,dilation_rate
nn ConvTranspose conv_transpose inputs,kernel\\
  strides,padding,output_padding,data_format,dilation_rate
numpy Copy copy x -
numpy Corrcoef corrcoef x -
numpy Cos cos x -
numpy Cosh cosh x -
numpy CountNonzero count_nonzero x axis
numpy Cross cross x1,x2 axisa,axisb,axisc,axis
numpy Cumprod cumprod x axis,dtype
numpy Cumsum cumsum x axis,dtype
numpy Deg2rad deg2rad x -
nn DepthwiseConv depthwise_conv inputs,kernel strides,padding,data_format,dilation_rate
numpy Diag diag x k
numpy Diagflat diagflat x k
numpy Diagonal diagonal x offset,axis1,axis2
numpy Digitize digitize x,bins -
numpy Divide divide x1,x2 -
numpy DivideNoNan divide_no_nan x1,x2 -
numpy Dot dot x1,x2 -
nn DotProductAttention dot_product_attention query,key,value,bias,mask,scale\\
  is_causal,flash_attention,attn_logits_soft_cap
nn Elu elu x alpha
numpy EmptyLike empty_like x dtype
numpy Equal equal x1,x2 -
math Erf erf x -
math Erfinv erfinv x -
numpy Exp exp x -
numpy Exp2 exp2 x -
numpy ExpandDims expand_dims x axis
numpy Expm1 expm1 x -
numpy Flip flip x axis
numpy Fliplr fliplr x -
numpy Flipud flipud x -
numpy Floor floor x -
numpy FloorDivide floor_divide x1,x2 -
numpy FullLike full_like x,fill_value dtype
nn Gelu gelu x approximate
numpy GetItem get_item x,key -
nn Glu glu x axis
numpy Greater greater x1,x2 -
numpy GreaterEqual greater_equal x1,x2 -
nn HardShrink hard_shrink x threshold
nn HardSigmoid hard_sigmoid x -
nn HardSilu hard_silu x -
nn HardSilu hard_swish x -
nn HardTanh hard_tanh x -
numpy Heaviside heaviside x1,x2 -
numpy Histogram histogram x bins,range
numpy Hstack hstack xs -
numpy Hypot hypot x1,x2 -
math InTopK in_top_k targets,predictions k
numpy Inner inner x1,x2 -
numpy Isclose isclose x1,x2,rtol,atol equal_nan
numpy Isfinite isfinite x -
numpy IsIn isin x1,x2 assume_unique,invert
numpy Isinf isinf x -
numpy Isnan isnan x -
numpy Isneginf isneginf x -
numpy Isposinf isposinf x -
numpy Kron kron x1,x2 -
nn LayerNorm layer_normalization x,gamma,beta axis,epsilon
nn LeakyRelu leaky_relu x negative_slope
numpy LeftShift left_shift x,y -
numpy Less less x1,x2 -
numpy LessEqual less_equal x1,x2 -
numpy Log log x -
numpy Log10 log10 x -
numpy Log1p log1p x -
numpy Log2 log2 x -
nn LogSigmoid log_sigmoid x -
nn LogSoftmax log_softmax x axis
numpy Logaddexp logaddexp x1,x2 -
numpy Logaddexp2 logaddexp2 x1,x2 -
numpy LogicalAnd logical_and x1,x2 -
numpy LogicalNot logical_not x -
numpy LogicalOr logical_or x1,x2 -
numpy LogicalXor logical_xor x1,x2 -
math Logsumexp logsumexp x axis,keepdims
numpy Matmul matmul x1,x2 -
numpy Max max x axis,keepdims,initial
nn MaxPool max_pool inputs pool_size,strides,padding,data_format
numpy Maximum maximum x1,x2 -
numpy Mean mean x axis,keepdims
numpy Median median x axis,keepdims
numpy Meshgrid meshgrid x indexing
numpy Min min x axis,keepdims,initial
numpy Minimum minimum x1,x2 -
numpy Mod mod x1,x2 -
nn Moments moments x axes,keepdims,synchronized
numpy Moveaxis moveaxis x source,destination
nn MultiHot multi_hot inputs num_classes,axis,dtype,sparse
numpy Multiply multiply x1,x2 -
numpy NanToNum nan_to_num x nan,posinf,neginf
numpy Negative negative x -
numpy Nonzero nonzero x -
linalg Norm norm x ord,axis,keepdims
nn Normalize normalize x axis,order,epsilon
numpy NotEqual not_equal x1,x2 -
nn OneHot one_hot x num_classes,axis,dtype,sparse
numpy OnesLike ones_like x dtype
numpy Outer outer x1,x2 -
numpy Pad pad x,constant_values pad_width,mode
numpy Percentile percentile x,q axis,method,keepdims
numpy Power power x1,x2 -
numpy Prod prod x axis,keepdims,dtype
numpy Ptp ptp x axis,keepdims
numpy Quantile quantile x,q axis,method,keepdims
numpy Rad2deg rad2deg x -
numpy Ravel ravel x -
numpy Reciprocal reciprocal x -
nn Relu relu x -
nn Relu6 relu6 x -
numpy Repeat repeat x repeats,axis
numpy Reshape reshape x newshape
numpy RightShift right_shift x,y -
nn RMSNorm rms_normalization x,scale axis,epsilon
numpy Roll roll x shift,axis
numpy Rot90 rot90 array k,axes
numpy Round round x decimals
math Rsqrt rsqrt x -
core Scatter scatter indices,values shape
core ScatterUpdate scatter_update inputs,indices,updates reduction
numpy SearchSorted searchsorted sorted_sequence,values side
math SegmentMax segment_max data,segment_ids num_segments,sorted
math SegmentSum segment_sum data,segment_ids num_segments,sorted
numpy Select select condlist,choicelist,default -
nn Selu selu x -
nn SeparableConv separable_conv inputs,depthwise_kernel,pointwise_kernel\\
  strides,padding,data_format,dilation_rate
nn Sigmoid sigmoid x -
numpy Sign sign x -
nn Silu silu x -
numpy Sin sin x -
numpy Sinc sinc x -
numpy Sinh sinh x -
core Slice slice inputs,start_indices shape
core SliceUpdate slice_update inputs,start_indices,updates -
nn SoftShrink soft_shrink x threshold
nn Softmax softmax x axis
nn Softplus softplus x -
nn Softsign softsign x -
numpy Sort sort x axis
nn SparseCategoricalCrossentropy sparse_categorical_crossentropy target,output from_logits,axis
nn SparsePlus sparse_plus x -
nn SparseSigmoid sparse_sigmoid x -
nn Sparsemax sparsemax x axis
numpy Split split x indices_or_sections,axis
numpy Sqrt sqrt x -
numpy Square square x -
nn Squareplus squareplus x b
numpy Squeeze squeeze x axis
numpy Stack stack x axis
numpy Std std x axis,keepdims
core StopGradient stop_gradient variable -
numpy Subtract subtract x1,x2 -
numpy Sum sum x axis,keepdims
numpy Swapaxes swapaxes x axis1,axis2
nn Silu swish x -
numpy Take take x,indices axis
numpy TakeAlongAxis take_along_axis x,indices axis
numpy Tan tan x -
numpy Tanh tanh x -
nn TanhShrink tanh_shrink x -
numpy Tensordot tensordot x1,x2 axes
nn Threshold threshold x threshold,default_value
numpy Tile tile x repeats
math TopK top_k x k,sorted
numpy Trace trace x offset,axis1,axis2
numpy Transpose transpose x axes
numpy Tril tril x k
numpy Triu triu x k
numpy TrueDivide true_divide x1,x2 -
numpy Trunc trunc x -
numpy Unique unique x sorted,return_index,return_inverse,return_counts,axis,size,fill_value
numpy UnravelIndex unravel_index indices shape
core Unstack unstack x num,axis
numpy Vander vander x N,increasing
numpy Var var x axis,keepdims
numpy Vdot vdot x1,x2 -
numpy Vstack vstack xs -
numpy Where where condition,x1,x2 -
numpy ZerosLike zeros_like x dtype
math Erfc erfc x -
math ExtractSequences extract_sequences x sequence_length,sequence_stride
math SegmentMin segment_min data,segment_ids num_segments,sorted
math SegmentProd segment_prod data,segment_ids num_segments,sorted
nn AdaptiveAveragePool adaptive_average_pool inputs output_size,data_format
nn AdaptiveMaxPool adaptive_max_pool inputs output_size,data_format
nn Fold fold x output_size,kernel_size,dilation,padding,stride
nn Unfold unfold x kernel_size,dilation,padding,stride
numpy Correlate correlate x1,x2 mode
numpy I0 i0 x -
numpy Nanpercentile nanpercentile x,q axis,method,keepdims
numpy Nanquantile nanquantile x,q axis,method,keepdims
numpy Nanargmax nanargmax x axis,keepdims
numpy Nanargmin nanargmin x axis,keepdims
numpy Nanmax nanmax x axis,keepdims
numpy Nanmean nanmean x axis,keepdims
numpy Nanmedian nanmedian x axis,keepdims
numpy Nanmin nanmin x axis,keepdims
numpy Nanprod nanprod x axis,keepdims
numpy Nanstd nanstd x axis,keepdims
numpy Nansum nansum x axis,keepdims
numpy Nanvar nanvar x axis,keepdims
numpy Nancumprod nancumprod x axis,dtype
numpy Nancumsum nancumsum x axis,dtype
"""

_ROWS = [
    OperationNames(
        f"keras.src.ops.{module}",
        class_name,
        function,
        tuple(inputs.split(",")),
        () if settings == "-" else tuple(settings.split(",")),
    )
    for module, class_name, function, inputs, settings in (
        row.split() for row in _TABLE.replace("\\\n", " ").strip().splitlines()
    )
]

by_function = {row.function: row for row in _ROWS}
# A function that has two names (abs, absolute) is found under the longer, Keras's own.
by_class = {row.class_name: row for row in sorted(_ROWS, key=lambda row: len(row.function))}
