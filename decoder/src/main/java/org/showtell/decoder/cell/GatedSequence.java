package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.cell.GatedCell.Form;
import org.showtell.nn.tensor.HeapVector;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepWeight;

/** The equations of {@link GatedCell} over a sequence, forward and backward. */
final class GatedSequence extends CellSequence {
  private final GatedCell cell;
  private final Form form;
  private final HeapVector[] z; // update gate, [B*U] per step
  private final HeapVector[] r; // reset gate
  private final HeapVector[] c; // candidate
  private final HeapVector[] h; // before each step
  private final INDArray reset; // [T*B, U], r * h
  private final INDArray squashed; // [T*B, U], tanh(h) of MUT3; or null

  GatedSequence(
      GatedCell cell,
      INDArray inputs,
      int steps,
      INDArray injected,
      INDArray initial,
      RecurrentCell.Feedback feedback) {
    super(inputs, steps, cell.units(), initial, feedback);
    this.cell = cell;
    form = cell.form();
    z = new HeapVector[steps];
    r = new HeapVector[steps];
    c = new HeapVector[steps];
    h = new HeapVector[steps];
    reset = ofAllSteps(units());
    squashed = form == Form.MUT3 ? ofAllSteps(units()) : null;
    HeapVector[] constant = new HeapVector[3]; // of z, r and c
    for (int gate = 0; gate < 3; gate++) {
      constant[gate] = HeapVector.ofColumns(cell.value("b"), gate * units(), units()).tile(rows);
      if (injected != null) {
        constant[gate].add(columns(injected, gate));
      }
    }
    try (INDArray forZ = weighted("Wxz");
        INDArray forR = form == Form.MUT2 ? inputs.dup('c') : weighted("Wxr");
        INDArray forC = form == Form.MUT1 ? Transforms.tanh(inputs, true) : weighted("Wxh");
        StepWeight hiddenToR = StepWeight.forward(cell.value("Whr"), rows);
        StepWeight resetToC = StepWeight.forward(cell.value("Whh"), rows);
        StepWeight readToZ = readsInUpdate() ? StepWeight.forward(cell.value("Whz"), rows) : null) {
      for (int t = 0; t < steps; t++) {
        h[t] = HeapVector.of(state(t));
        updateForward(t, readToZ, ofStep(forZ, t));
        hiddenToR.multiplyAdd(state(t), ofStep(forR, t));
        z[t] = HeapVector.of(ofStep(forZ, t)).add(constant[0]);
        r[t] = HeapVector.of(ofStep(forR, t)).add(constant[1]);
        c[t] = constant[2].copy();
        if (feedback != null) {
          addFeedback(t);
        }
        z[t].sigmoid();
        r[t].sigmoid();
        r[t].copy().multiply(h[t]).write(ofStep(reset, t));
        resetToC.multiplyAdd(ofStep(reset, t), ofStep(forC, t));
        c[t].add(HeapVector.of(ofStep(forC, t))).tanh();
        c[t].copy().subtract(h[t]).multiply(z[t]).add(h[t]).write(state(t + 1));
      }
    }
  }

  private HeapVector columns(INDArray gates, int gate) {
    return HeapVector.ofColumns(gates, gate * units(), units());
  }

  private INDArray weighted(String weight) {
    INDArray product = ofAllSteps(units());
    MatrixProduct.multiply(inputs, cell.value(weight), product);
    return product;
  }

  /** Whether the update gate has a weight for what it reads of h_{t-1}. */
  private boolean readsInUpdate() {
    return form != Form.MUT1;
  }

  private void updateForward(int t, StepWeight weight, INDArray sum) {
    if (form == Form.MUT3) {
      h[t].copy().tanh().write(ofStep(squashed, t));
    }
    if (weight != null) {
      weight.multiplyAdd(readByUpdate(t), sum);
    }
  }

  /** What the update gate reads of h_{t-1}, [B, U]. */
  private INDArray readByUpdate(int t) {
    return form == Form.MUT3 ? ofStep(squashed, t) : state(t);
  }

  private void addFeedback(int t) {
    try (INDArray gates = MatrixProduct.matrix(type(), rows, 3L * units())) {
      gates.assign(0);
      feedback.forward(t, state(t), gates);
      z[t].add(columns(gates, 0));
      r[t].add(columns(gates, 1));
      c[t].add(columns(gates, 2));
    }
  }

  @Override
  RecurrentCell.Gradients back(INDArray total, INDArray[] finalGradient) {
    HeapVector past = HeapVector.zeros(type(), rows * units()); // by h_{t-1}, beside products
    INDArray first = MatrixProduct.zeros(state(0));
    INDArray gates = feedback == null ? null : ofAllSteps(3 * units());
    try (INDArray byZ = ofAllSteps(units());
        INDArray byR = ofAllSteps(units());
        INDArray byC = ofAllSteps(units());
        INDArray product = MatrixProduct.like(state(0));
        StepWeight hiddenToR = StepWeight.backward(cell.value("Whr"), rows);
        StepWeight resetToC = StepWeight.backward(cell.value("Whh"), rows);
        StepWeight readToZ =
            readsInUpdate() ? StepWeight.backward(cell.value("Whz"), rows) : null) {
      for (int t = steps - 1; t >= 0; t--) {
        INDArray previous = t == 0 ? first : ofStep(total, t - 1);
        HeapVector dh = HeapVector.of(ofStep(total, t)).add(past);
        HeapVector dz = c[t].copy().subtract(h[t]).multiply(dh).sigmoidBackward(z[t]);
        HeapVector dc = z[t].copy().multiply(dh).tanhBackward(c[t]);
        past.assign(dh).multiplyRest(z[t]);
        dz.write(ofStep(byZ, t));
        dc.write(ofStep(byC, t));
        product.assign(0);
        resetToC.multiplyAdd(ofStep(byC, t), product);
        HeapVector byReset = HeapVector.of(product);
        past.addProduct(byReset, r[t]);
        HeapVector dr = byReset.multiply(h[t]).sigmoidBackward(r[t]);
        dr.write(ofStep(byR, t));
        hiddenToR.multiplyAdd(ofStep(byR, t), previous);
        updateBackward(t, readToZ, ofStep(byZ, t), previous, product, past);
        if (feedback != null) {
          INDArray ofStep = ofStep(gates, t);
          dz.writeColumns(ofStep, 0, units());
          dr.writeColumns(ofStep, units(), units());
          dc.writeColumns(ofStep, 2 * units(), units());
          feedback.backward(t, state(t), ofStep, previous);
        }
      }
      HeapVector.of(first).add(past).write(first);
      if (feedback != null) {
        feedback.finish(before(), gates);
        gates.close();
      }
      return weightGradients(byZ, byR, byC, first);
    }
  }

  private void updateBackward(
      int t, StepWeight weight, INDArray dz, INDArray previous, INDArray product, HeapVector past) {
    if (form == Form.MUT3) {
      product.assign(0);
      weight.multiplyAdd(dz, product);
      past.add(HeapVector.of(product).tanhBackward(HeapVector.of(ofStep(squashed, t))));
    } else if (weight != null) {
      weight.multiplyAdd(dz, previous);
    }
  }

  private RecurrentCell.Gradients weightGradients(
      INDArray byZ, INDArray byR, INDArray byC, INDArray first) {
    if (form != Form.MUT1) {
      INDArray read = form == Form.MUT3 ? squashed : before();
      MatrixProduct.addWeightGradient(read, byZ, cell.gradient("Whz"));
    }
    MatrixProduct.addWeightGradient(before(), byR, cell.gradient("Whr"));
    MatrixProduct.addWeightGradient(reset, byC, cell.gradient("Whh"));
    INDArray byInputs = ofAllSteps(cell.inputSize());
    byInputs.assign(0);
    inputBackward("Wxz", byZ, byInputs);
    if (form == Form.MUT2) {
      byInputs.addi(byR);
    } else {
      inputBackward("Wxr", byR, byInputs);
    }
    if (form == Form.MUT1) {
      HeapVector tanh = HeapVector.of(inputs).tanh();
      HeapVector.of(byInputs).add(HeapVector.of(byC).tanhBackward(tanh)).write(byInputs);
    } else {
      inputBackward("Wxh", byC, byInputs);
    }
    INDArray injected = MatrixProduct.matrix(type(), rows, 3L * units());
    INDArray[] gates = {byZ, byR, byC};
    for (int gate = 0; gate < 3; gate++) {
      try (INDArray sum = sumOverSteps(gates[gate])) {
        HeapVector.of(sum).writeColumns(injected, gate * units(), units());
      }
    }
    MatrixProduct.addColumnSums(injected, cell.gradient("b"));
    return new RecurrentCell.Gradients(byInputs, injected, new INDArray[] {first});
  }

  private void inputBackward(String weight, INDArray delta, INDArray byInputs) {
    MatrixProduct.addWeightGradient(inputs, delta, cell.gradient(weight));
    MatrixProduct.inputGradient(delta, cell.value(weight), byInputs, 1);
  }

  @Override
  public void close() {
    super.close();
    reset.close();
    if (squashed != null) {
      squashed.close();
    }
  }
}
