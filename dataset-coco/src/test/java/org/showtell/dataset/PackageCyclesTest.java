package org.showtell.dataset;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
