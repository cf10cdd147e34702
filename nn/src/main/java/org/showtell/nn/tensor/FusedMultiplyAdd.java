package org.showtell.nn.tensor;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Whether {@link Math#fma} is one instruction here. Where it is not, Java computes it with decimal
 * numbers, a thousand times slower than a product and a sum.
 */
final class FusedMultiplyAdd {
  /** A constant, so that the compiler drops the branch that is not taken. */
  static final boolean AVAILABLE = available();

  private FusedMultiplyAdd() {}

  /** What the virtual machine says of itself; one that says nothing is not trusted. */
  private static boolean available() {
    try {
      Object flag =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "getVMOption",
                  new Object[] {"UseFMA"},
                  new String[] {String.class.getName()});
      return flag instanceof CompositeData option && "true".equals(option.get("value"));
    } catch (JMException | RuntimeException e) {
      return false;
    }
  }
}
