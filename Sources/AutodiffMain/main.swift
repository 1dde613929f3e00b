import AutodiffCLI
import Platform

exit(CommandLineTool.main())
