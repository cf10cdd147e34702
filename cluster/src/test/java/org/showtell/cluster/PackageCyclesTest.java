package org.showtell.cluster;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
