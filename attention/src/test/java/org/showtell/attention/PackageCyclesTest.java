package org.showtell.attention;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
