package org.showtell.encoder;

import org.showtell.testing.PackageCycles;

class PackageCyclesTest extends PackageCycles {}
