"""Many machines: what runs the atlas on several replicas, and a test that kills them."""
