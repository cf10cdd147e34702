package org.showtell.decoder;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
