import AutodiffCLI
import Platform

keepFreedMemory()
exit(CommandLineTool.main())
