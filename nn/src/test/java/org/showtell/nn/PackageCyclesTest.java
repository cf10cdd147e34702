package org.showtell.nn;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
