package org.showtell.app.cli.doctor;

import java.util.List;

/** Looks at one thing that the program needs. Changes nothing and does not fail. */
@FunctionalInterface
public interface Check {
  /** What was found, at least one thing. */
  List<Finding> findings();
}
