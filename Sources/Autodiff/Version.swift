package let autodiffVersion = "0.1.0"
