package org.showtell.nn.tensor;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Row-major products of ND4J's floats by oneDNN, without an operation of ND4J in between. */
final class FloatProduct {
  private static final byte AS_IT_IS = 'N';
  private static final byte TRANSPOSED = 'T';

  private FloatProduct() {}

  /** As {@link MatrixProduct#multiply}, which has checked the shapes; rows may lie apart. */
  static void multiply(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      double alpha,
      double beta) {
    int status =
        dnnl.dnnl_sgemm(
            transposeA ? TRANSPOSED : AS_IT_IS,
            transposeB ? TRANSPOSED : AS_IT_IS,
            result.size(0),
            result.size(1),
            a.size(transposeA ? 0 : 1),
            (float) alpha,
            new Address(a),
            rowStride(a),
            new Address(b),
            rowStride(b),
            (float) beta,
            new Address(result),
            rowStride(result));
    // The arrays must live until the product is there, though Java has only handed out addresses.
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(result);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN must multiply any two matrices of floats, but got the status " + status);
    }
  }

  /** Of a single row, ND4J's stride says nothing. */
  static long rowStride(INDArray matrix) {
    return matrix.size(0) == 1 ? matrix.size(1) : matrix.stride(0);
  }

  /** Where an array's first number is; frees nothing. */
  static final class Address extends FloatPointer {
    Address(INDArray array) {
      super((Pointer) null);
      address = array.data().address() + Float.BYTES * array.offset();
    }
  }
}
